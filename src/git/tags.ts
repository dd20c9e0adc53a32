import { askGit, type Reading } from './reading';

const MAX_NAMES_BYTES = 64 * 1024 * 1024;

/**
 * Whether a tag names a file or a folder, as a walk through commits comes to neither.
 * @throws GitError; the signal's reason
 */
export async function hasTagsBesideCommits(reading: Reading): Promise<boolean> {
  const options = { maxOutputBytes: MAX_NAMES_BYTES };
  // A tag may name a tag: `^{}` follows them to the end, which the formats of for-each-ref do not.
  const list = ['for-each-ref', '--format=%(refname)^{}', 'refs/tags'];
  const { stdout: names } = await askGit(reading, list, options);
  if (names === '') return false;
  const check = ['cat-file', '--batch-check=%(objecttype)'];
  const { stdout: types } = await askGit(reading, check, { ...options, input: [names] });
  return types.split('\n').some((type) => type === 'blob' || type === 'tree');
}
