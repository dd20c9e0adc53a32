/**
 * Whether a path is, or lies in, what is scanned.
 * @param within '' for everything, a file's path, or a directory's with a `/` at its end
 */
export function isWithin(within: string, file: string): boolean {
  return within === '' || within.endsWith('/') ? file.startsWith(within) : file === within;
}
