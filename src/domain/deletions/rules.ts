/**
 * The tables below a repo that grow with it, the widest first: what is gone need not be cascaded over.
 * Whatever else hangs on a repo is little, and goes with the repo's own row by its cascades.
 */
export const PURGE_ORDER = ['events', 'findings', 'scans'] as const;
export type PurgeTable = (typeof PURGE_ORDER)[number];

/** Rows that one batch deletes, each batch being a transaction of its own. */
export const PURGE_BATCH_ROWS = 2_000;

/** How long a delete request works at the purge itself before it leaves the rest to the worker. */
export const REQUEST_BUDGET_MS = 50;

/** Seconds until the worker takes over: by then the request has finished, or has died. */
export const TAKE_OVER_AFTER_SECONDS = 2;
