import { decodePath, unquotePath } from './paths';

/** The header of one file's diff, as far as it has been read. */
export type FileHeader = {
  path: string;
  /** Null where the commit deletes the file. */
  newBlobId: string | null;
  isBinary: boolean;
  isSubmodule: boolean;
  /** The number of marker columns before each line: one for each parent. */
  columns: number;
};

const PLAIN = 'diff --git ';
/** A merge's diff against all its parents at once. git prints `--combined` only for `-c`. */
const COMBINED = 'diff --cc ';
const SUBMODULE = '160000';

/** Reads the first line of a file's diff. It holds the path twice, with the prefixes from git's options. */
export function readFirstLine(line: Buffer): FileHeader {
  const header = { newBlobId: null, isBinary: false, isSubmodule: false, columns: 1 };
  if (line.toString('latin1', 0, COMBINED.length) === COMBINED) {
    return { path: decodePath(unquotePath(line.subarray(COMBINED.length))), ...header };
  }
  // Without renames both halves are equal, except for the prefixes a/ and b/.
  const names = line.subarray(PLAIN.length);
  const second = names.subarray((names.length + 1) / 2);
  return { path: decodePath(unquotePath(second).subarray('b/'.length)), ...header };
}

/** Reads one of the lines between the first line and the first hunk. Lines that are not needed are ignored. */
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
 * Returns the number of a hunk's first line in the new file, from `@@ -a,b +c,d @@ …`. A merge's hunk header has more
 * `@` marks and `-a,b` ranges. The text after the last mark comes from the file.
 */
export function readHunkHeader(line: string): number {
  const at = line.indexOf(' +');
  return Number.parseInt(line.slice(at + 2, at + 20), 10);
}
