import { type Repository, runGitQuery } from './repository';

const MAX_NAMES_BYTES = 64 * 1024 * 1024;

/**
 * Whether a tag names a file or a folder, which a walk through commits never reaches.
 * @throws GitError; the signal's reason
 */
export async function hasTagsBesideCommits(repository: Repository): Promise<boolean> {
  const options = { maxOutputBytes: MAX_NAMES_BYTES };
  // A tag may name a tag: `^{}` follows the whole chain, which the formats of for-each-ref do not.
  const list = ['for-each-ref', '--format=%(refname)^{}', 'refs/tags'];
  const { stdout: names } = await runGitQuery(repository, list, options);
  if (names === '') return false;
  const check = ['cat-file', '--batch-check=%(objecttype)'];
  const { stdout: types } = await runGitQuery(repository, check, { ...options, input: [names] });
  return types.split('\n').some((type) => type === 'blob' || type === 'tree');
}
