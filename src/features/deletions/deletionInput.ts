/** The query for the reader's repos that are being deleted. Server and browser make the same. */
export const PURGING = { state: 'purging', kind: 'repo', mine: true } as const;

/** The query for all deletions. The limit is the number of rows on a page of the list. */
export const ALL = { limit: 25 } as const;
