import ignore from 'ignore';

/** The file at the root of a repository that names, as .gitignore does, what is not to be looked through. */
export const IGNORE_FILE = '.heimdallignore';

/**
 * Reads an ignore file.
 * @returns whether it names a path; odd paths that the pattern language has no word for are never named
 */
export function ignoring(text: string): (path: string) => boolean {
  if (text.trim() === '') return () => false;
  const patterns = ignore().add(text);
  return (path) => ignore.isPathValid(path) && patterns.ignores(path);
}
