import { decodePath, unquotePath } from './paths';

/** The header of one file's diff, as far as it was read. */
export type FileHeader = {
  path: string;
  /** Null where the commit takes the file away. */
  newBlobId: string | null;
  isBinary: boolean;
  isSubmodule: boolean;
  /** Columns before each line: one for each parent. */
  columns: number;
};

const PLAIN = 'diff --git ';
/** A merge's diff against all its parents at once; git writes `--combined` for `-c` alone. */
const COMBINED = 'diff --cc ';
const SUBMODULE = '160000';

/** Reads the first line of a file's diff. Its path stands there twice, with the prefixes that git was told to write. */
export function readFirstLine(line: Buffer): FileHeader {
  const header = { newBlobId: null, isBinary: false, isSubmodule: false, columns: 1 };
  if (line.toString('latin1', 0, COMBINED.length) === COMBINED) {
    return { path: decodePath(unquotePath(line.subarray(COMBINED.length))), ...header };
  }
  // Without renames both halves are the same, but for the prefixes a/ and b/.
  const names = line.subarray(PLAIN.length);
  const second = names.subarray((names.length + 1) / 2);
  return { path: decodePath(unquotePath(second).subarray('b/'.length)), ...header };
}

/** Reads one of the lines between the first line and the first hunk; those that tell nothing needed are passed over. */
export function readExtendedHeader(header: FileHeader, line: string): void {
  if (line.startsWith('index ')) {
    const [ids = '', mode = ''] = line.slice('index '.length).split(' ');
    const [old = '', id = ''] = ids.split('..');
    header.newBlobId = /^0{40,64}$/.test(id) ? null : id;
    header.columns = old.split(',').length;
    header.isSubmodule ||= mode === SUBMODULE;
  } else if (line.startsWith('Binary files ')) {
    header.isBinary = true;
  } else if (/^(?:new file|deleted file|new) mode /.test(line)) {
    header.isSubmodule ||= line.endsWith(SUBMODULE);
  }
}

/**
 * The number of a hunk's first line in the new file: `@@ -a,b +c,d @@ …`, with more of both for more parents.
 * What stands after the last mark comes from the file.
 */
export function readHunkHeader(line: string): number {
  const at = line.indexOf(' +');
  return Number.parseInt(line.slice(at + 2, at + 20), 10);
}
