import { createIgnoreMatcher, type IgnoreMatcher } from '@/scanner/ignore/ignoreFile';

/** The file at the root of a repository that names, as .gitignore does, what is not to be scanned. */
export const IGNORE_FILE = '.heimdallignore';

/** What the ignore file at a root holds; undefined where it is larger than one may be. */
export type IgnoreFile = Uint8Array | undefined;

export const NO_IGNORE_FILE: IgnoreFile = new Uint8Array();

/** As createIgnoreMatcher, but the shortfalls are whole sentences. */
export function ignoring(content: IgnoreFile): IgnoreMatcher {
  const { isIgnored, shortfalls } = createIgnoreMatcher(content);
  return { isIgnored, shortfalls: () => shortfalls().map((phrase) => `${IGNORE_FILE} ${phrase}`) };
}
