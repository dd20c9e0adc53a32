import type { JobName } from '../jobs/schema';
import type { Deletion } from './schema';

/** Seconds until the worker takes over: by then the request has finished, or has died. */
export const TAKE_OVER_AFTER_SECONDS = 2;

/**
 * The tables below a repo that grow with it, the widest first. A finding takes its history along by its cascade: emptying
 * that table by itself would be faster for its rows, but the findings' triggers would look for them all the same, and the
 * whole takes half as long again. Whatever else hangs on a repo is little, and goes with the repo's own row.
 */
export const PURGE_ORDER = ['findings', 'scans', 'contents'] as const;
export type PurgeTable = (typeof PURGE_ORDER)[number];

/** How long one batch should last, in milliseconds, and whether a purge rests as long after it where others are at work. */
export type BatchPace = { batchMs: number; givesWay: boolean };

/**
 * A batch holds its locks, and on the embedded database the only session, which others get after each batch in any case. A
 * server's disk and processors are shared, too: on two cores, a purge without rests doubles what one in a hundred requests
 * waits; one that rests half of the time adds a quarter (`npm run bench -- deletion`).
 */
export const BATCH_PACES = {
  server: { batchMs: 50, givesWay: true },
  embedded: { batchMs: 10, givesWay: false },
} as const satisfies Record<string, BatchPace>;

/** One that takes so much longer waits for somebody, in milliseconds, and must let go of what it holds. */
export const STATEMENT_MS = 8_000;

/** A repo with fewer rows than this in each of its tables, and fewer events, goes while the request is answered. */
export const SMALL_ROWS = 500;
export const SMALL_EVENTS = 2_000;

/** How many rows the first batch of a table takes, and how many any batch takes at least. */
export type BatchRows = { first: number; least: number };

/**
 * With so few rows that one with a history of thousands, or a scan all of whose findings are looked for once more, holds
 * nobody up for long; and so many that a server on which everything takes its time gets on.
 */
export const BATCH_ROWS: Record<PurgeTable, BatchRows> = {
  findings: { first: 200, least: 50 },
  scans: { first: 20, least: 5 },
  contents: { first: 200, least: 50 },
};
const MOST_ROWS = 50_000;
/** One batch that was held up, or found everything in memory, must not turn the next one's size over. */
const MOST_CHANGE = 2;

/** A batch that has been: how many rows it had, and how long it took, in milliseconds. */
type Batch = { rows: number; tookMs: number };

/**
 * How many rows the next batch takes, so that it lasts as long as it should.
 * @param least rows that it takes in any case
 */
export function nextRows({ rows, tookMs }: Batch, batchMs: number, least: number): number {
  const change = batchMs / Math.max(tookMs, 0.1);
  const bounded = Math.min(MOST_CHANGE, Math.max(1 / MOST_CHANGE, change));
  return Math.min(MOST_ROWS, Math.max(least, Math.round(rows * bounded)));
}

/** How a worker goes about a purge. */
export type Pace = {
  /** Whether another batch may begin. */
  readonly keepGoing: () => boolean;
  /** Milliseconds since some beginning. */
  readonly clock: () => number;
  readonly batchMs: number;
  /** What there is to do after a batch that took so many milliseconds, before the next. */
  readonly between?: (tookMs: number) => Promise<void>;
};

/** Which kind of deletion each job is for. */
export const KIND_OF = {
  'repo.purge': 'repo',
  'user.delete': 'user',
  'retention.apply': 'retention',
} as const satisfies Partial<Record<JobName, Deletion['kind']>>;
export type DeletionJob = keyof typeof KIND_OF;

/** A deletion as it is stored. */
export type DeletionRow = Omit<Deletion, 'state' | 'deleted' | 'durationMs'> & Deletion['deleted'];

export function present(row: DeletionRow): Deletion {
  const { repos, scans, stages, findings, events, suppressions, contents, ...rest } = row;
  const { requestedAt, finishedAt } = rest;
  return {
    ...rest,
    state: finishedAt ? 'finished' : 'purging',
    durationMs: finishedAt && finishedAt.getTime() - requestedAt.getTime(),
    deleted: { repos, scans, stages, findings, events, suppressions, contents },
  };
}
