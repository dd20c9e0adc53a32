import type { Prisma } from '@/generated/prisma/client';

/**
 * A kind of background work. A job is a token: it says that something of its kind waits, and wakes a worker. What waits,
 * whose turn it is, who holds it and how often it was taken up are columns of the domain's own rows.
 */
export type Job = {
  /** How often something is taken up before it is given up; null where it is taken up until it is done. */
  readonly attempts: number | null;
  /** Seconds until what failed may be taken up again. */
  readonly backoffSeconds: number;
  /** How many one worker has in hand at once; null where the operator says so. */
  readonly concurrency: number | null;
  /** Seconds between two looks of an idle worker. */
  readonly pollSeconds: number;
};

/** Every kind of background work. What does it stands in src/jobs/handlers.ts. */
export const JOBS = {
  // A slow remote holds up its own probe only.
  'repo.probe': { attempts: null, backoffSeconds: 5, concurrency: 8, pollSeconds: 1 },
  'repo.scan': { attempts: 3, backoffSeconds: 1, concurrency: null, pollSeconds: 1 },
  // Somebody watches a purge, which is over in less time than a scan takes to begin.
  'repo.purge': { attempts: null, backoffSeconds: 5, concurrency: 2, pollSeconds: 0.5 },
  'user.delete': { attempts: null, backoffSeconds: 2, concurrency: 1, pollSeconds: 2 },
  'retention.apply': { attempts: null, backoffSeconds: 5, concurrency: 1, pollSeconds: 5 },
} as const satisfies Record<string, Job>;

export type JobName = keyof typeof JOBS;
export const JOB_NAMES = Object.keys(JOBS) as JobName[];

/**
 * Leases, in seconds. Who works on something renews its lease; one that runs out is taken up by another worker. A killed
 * worker's work is in other hands after a lease, a sweep and a poll at most: 26 s for scans, 30 for the retention rule.
 */
export const LEASE = { duration: 20, renewEvery: 5, sweepEvery: 5 } as const;

/** The worker that asks for work, and how much of its kind it may have in hand. */
export type Claimant = { readonly workerId: string; readonly slots: number };

/** What a worker has in hand. Each time it is taken up has another attempt, so that a late worker can be told apart. */
export type Lease = { readonly id: string; readonly workerId: string; readonly attempt: number };

/** A table of which rows wait for a worker. In its conditions, the table is called q. */
export type Line = {
  readonly job: JobName;
  readonly table: Prisma.Sql;
  /** Whose turn a row takes, and what is less for a row that waits for longer. An index has the open rows by these two. */
  readonly owner: Prisma.Sql;
  readonly age: Prisma.Sql;
  /** Columns: who has a row in hand, until when, and how often it was taken up. An index has the few rows in hand. */
  readonly workerId: Prisma.Sql;
  readonly leaseUntil: Prisma.Sql;
  readonly attempt: Prisma.Sql;
  /** Which rows are of this line, where the table has several. */
  readonly kind?: Prisma.Sql;
  /** Which of them have not come to their end. */
  readonly open: Prisma.Sql;
  /** What else keeps an open row waiting. */
  readonly unless?: Prisma.Sql;
};
