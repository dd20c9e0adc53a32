import { type Dirent, readdirSync } from 'node:fs';
import { decodePath } from '@/git/paths';
import type { SkipReason } from '../coverage';

/** A file: its decoded path relative to the root of the walk, and the bytes that open it. */
export type DiskFile = { readonly path: string; readonly rawPath: Buffer };

export type Walk = {
  /** Why a directory or file is skipped; undefined if it is not. A directory's path ends with `/`. */
  readonly skipReasonOf: (path: string) => SkipReason | undefined;
  readonly skipped: (reason: SkipReason, path: string) => void;
};

const SLASH = Buffer.from('/');
/** Git's directory, or the file that names it. It is never scanned. */
const GIT_NAME = '.git';

/**
 * Lists the files below a directory, sorted by name.
 * Links are not followed, and only directories are opened.
 * @param directory is read even if the walk would skip it; its path is '' or ends with `/`
 */
export function* walkFiles(directory: DiskFile, walk: Walk): Generator<DiskFile, void, undefined> {
  const ahead = [directory];
  for (let next = ahead.pop(); next; next = ahead.pop()) {
    const { files, directories } = readDirectory(next, walk);
    yield* files;
    for (const below of directories.reverse()) ahead.push(below);
  }
}

function readDirectory(directory: DiskFile, walk: Walk): { files: DiskFile[]; directories: DiskFile[] } {
  const found: { files: DiskFile[]; directories: DiskFile[] } = { files: [], directories: [] };
  for (const entry of entriesOf(directory, walk)) {
    const name = decodePath(entry.name);
    if (name === GIT_NAME) continue;
    const isDirectory = entry.isDirectory();
    const rawPath = Buffer.concat([directory.rawPath, SLASH, entry.name]);
    const file = { rawPath, path: directory.path + (isDirectory ? `${name}/` : name) };
    const reason = walk.skipReasonOf(file.path) ?? kindToSkip(entry);
    if (reason) walk.skipped(reason, file.path);
    else (isDirectory ? found.directories : found.files).push(file);
  }
  return found;
}

function entriesOf({ rawPath, path }: DiskFile, walk: Walk): Dirent<Buffer>[] {
  try {
    const entries = readdirSync(rawPath, { withFileTypes: true, encoding: 'buffer' });
    return entries.sort((a, b) => Buffer.compare(a.name, b.name));
  } catch {
    walk.skipped('unreadable', path === '' ? './' : path);
    return [];
  }
}

function kindToSkip(entry: Dirent<Buffer>): SkipReason | undefined {
  if (entry.isSymbolicLink()) return 'symlink';
  return entry.isFile() || entry.isDirectory() ? undefined : 'special';
}
