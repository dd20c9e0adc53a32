/** How long a key counts, in milliseconds. */
export const KEPT_MS = 24 * 60 * 60 * 1000;
