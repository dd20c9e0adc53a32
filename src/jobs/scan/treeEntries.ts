import { readBlobs } from '@/git/blobs';
import type { Reading } from '@/git/reading';
import { readTree, type TreeEntry } from '@/git/tree';
import type { Omissions } from './coverage';
import { IGNORE_FILE } from './ignoreFile';
import { LIST_TIME, tooManyFiles } from './limitSentences';

/** A file of a tree that is to be looked through; its size in bytes. */
export type WantedFile = { readonly path: string; readonly id: string; readonly size: number };

/** An ignore file is a few lines; what is larger is none. */
const MAX_IGNORE_BYTES = 1024 * 1024;

/** Lists a commit's tree, up to so many files, and notes what cuts the list short. */
export async function listTree(
  reading: Reading,
  sha: string,
  maxFiles: number,
  coverage: Omissions,
): Promise<{ entries: TreeEntry[]; isWhole: boolean }> {
  const entries: TreeEntry[] = [];
  const { limit } = await readTree(reading, sha, {
    maxEntries: maxFiles,
    onEntries: (some) => {
      for (const entry of some) entries.push(entry);
    },
  });
  if (limit === 'entries') coverage.cutShort(tooManyFiles(maxFiles));
  if (limit === 'time') coverage.cutShort(LIST_TIME);
  return { entries, isWhole: limit === null };
}

/** @returns what the ignore file at a tree's root holds; nothing where there is none */
export async function readIgnoreFile(reading: Reading, entries: readonly TreeEntry[]): Promise<string> {
  const entry = entries.find(({ path, mode }) => path === IGNORE_FILE && mode !== 'symlink');
  if (!entry || entry.mode === 'submodule') return '';
  for await (const blob of readBlobs(reading, [entry.id], { maxBytes: MAX_IGNORE_BYTES })) {
    if (blob.kind === 'whole') return blob.content.toString('utf8');
  }
  return '';
}

/** Sets aside what is no file to look through, and notes why. */
export function filesAmong(
  entries: readonly TreeEntry[],
  isIgnored: (path: string) => boolean,
  coverage: Omissions,
): WantedFile[] {
  return entries.flatMap(({ path, mode, id, size }) => {
    const bytes = size ?? 0;
    if (mode === 'symlink' || mode === 'submodule') coverage.skipped(mode, path, bytes);
    else if (size === null) coverage.skipped('missing', path, 0);
    else if (size === 0) coverage.skipped('empty', path, 0);
    else if (isIgnored(path)) coverage.skipped('ignored', path, bytes);
    else return [{ path, id, size }];
    return [];
  });
}
