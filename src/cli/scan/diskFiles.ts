import { type Dirent, readdirSync } from 'node:fs';
import { decodePath } from '@/git/paths';
import type { LeftOut } from './leftOut';

/** A file, or what is called one, by its path from the root of the walk and by the bytes under which it is opened. */
export type DiskFile = { readonly path: string; readonly place: Buffer };

export type Walk = {
  /** Directories and files that are left out for a reason; a directory's path ends with `/`. */
  readonly leaveOut: (path: string) => LeftOut | undefined;
  readonly skipped: (reason: LeftOut, path: string) => void;
};

const SLASH = Buffer.from('/');
/** Git's own files, or the word where they are: never looked at as files. */
const GIT_NAME = '.git';

/**
 * Finds the files below a directory, in the order of their names. Links are not followed, and nothing is opened but
 * directories.
 * @param directory itself, whatever the walk leaves out; its path is '' or ends with `/`
 */
export function* walkFiles(directory: DiskFile, walk: Walk): Generator<DiskFile, void, undefined> {
  const ahead = [directory];
  for (let next = ahead.pop(); next; next = ahead.pop()) {
    const { files, directories } = lookInto(next, walk);
    yield* files;
    for (const below of directories.reverse()) ahead.push(below);
  }
}

function lookInto(directory: DiskFile, walk: Walk): { files: DiskFile[]; directories: DiskFile[] } {
  const found: { files: DiskFile[]; directories: DiskFile[] } = { files: [], directories: [] };
  for (const entry of entriesOf(directory, walk)) {
    const name = decodePath(entry.name);
    if (name === GIT_NAME) continue;
    const isDirectory = entry.isDirectory();
    const place = Buffer.concat([directory.place, SLASH, entry.name]);
    const file = { place, path: directory.path + (isDirectory ? `${name}/` : name) };
    const reason = walk.leaveOut(file.path) ?? kindToSkip(entry);
    if (reason) walk.skipped(reason, file.path);
    else (isDirectory ? found.directories : found.files).push(file);
  }
  return found;
}

function entriesOf({ place, path }: DiskFile, walk: Walk): Dirent<Buffer>[] {
  try {
    const entries = readdirSync(place, { withFileTypes: true, encoding: 'buffer' });
    return entries.sort((a, b) => Buffer.compare(a.name, b.name));
  } catch {
    walk.skipped('unreadable', path === '' ? './' : path);
    return [];
  }
}

function kindToSkip(entry: Dirent<Buffer>): LeftOut | undefined {
  if (entry.isSymbolicLink()) return 'symlink';
  return entry.isFile() || entry.isDirectory() ? undefined : 'special';
}
