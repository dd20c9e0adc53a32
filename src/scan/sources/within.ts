/**
 * Whether a path is in the part of the files that is scanned.
 * @param within '' for everything, a file's path, or a directory's with a `/` at its end
 */
export function isWithin(within: string, file: string): boolean {
  return within === '' || within.endsWith('/') ? file.startsWith(within) : file === within;
}
