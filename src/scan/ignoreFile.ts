import { createIgnoreMatcher, type IgnoreMatcher } from '@/scan/ignore/ignoreFile';

/** The file at the root of a repository that names paths to skip, in the syntax of .gitignore. */
export const IGNORE_FILE = '.heimdallignore';

/** The content of the ignore file at a root; undefined if it is too large. */
export type IgnoreFile = Uint8Array | undefined;

export const NO_IGNORE_FILE: IgnoreFile = new Uint8Array();

/** As createIgnoreMatcher, but the shortfalls are complete messages. */
export function ignoring(content: IgnoreFile): IgnoreMatcher {
  const { isIgnored, shortfalls } = createIgnoreMatcher(content);
  return { isIgnored, shortfalls: () => shortfalls().map((phrase) => `${IGNORE_FILE} ${phrase}`) };
}
