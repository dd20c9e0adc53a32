/** The file at the root of a repository that names paths to skip, in the syntax of .gitignore. */
export const IGNORE_FILE = '.heimdallignore';

/** A larger file is not applied. Hand-written files are far below. */
export const IGNORE_FILE_BYTES = 256 * 1024;

/** The content of the ignore file at a root; undefined if it is too large. */
export type IgnoreFile = Uint8Array | undefined;

export const NO_IGNORE_FILE: IgnoreFile = new Uint8Array();
