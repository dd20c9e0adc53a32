/** The call for the reader's repos that are being deleted; the server's first rendering and the browser make the same. */
export const PURGING = { state: 'purging', kind: 'repo', mine: true } as const;

/** The call for all deletions; limit is the rows that the list shows at first, and adds at a time. */
export const ALL = { limit: 25 } as const;
