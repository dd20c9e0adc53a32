/** How long a key is valid, in milliseconds. */
export const KEPT_MS = 24 * 60 * 60 * 1000;
