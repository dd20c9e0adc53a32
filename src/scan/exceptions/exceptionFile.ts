/** The file at the root of a repository that excepts packages from findings. */
export const EXCEPTION_FILE = '.heimdall.yml';

/** A larger file is not applied. Hand-written files are far below. */
export const EXCEPTION_FILE_BYTES = 256 * 1024;

/** The content of the file at a root, or why it is not known. A link is not followed. */
export type ExceptionFile = Uint8Array | 'too large' | 'unreadable';

export const NO_EXCEPTION_FILE: ExceptionFile = new Uint8Array();
