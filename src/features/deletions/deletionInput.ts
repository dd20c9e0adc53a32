/** The call for what is being deleted just now; the server's first rendering and the browser make the same. */
export const PURGING = { state: 'purging', limit: 20 } as const;

/** The call for all deletions; limit is the rows that the list shows at first, and adds at a time. */
export const ALL = { limit: 25 } as const;
