import type { Prisma } from '@/generated/prisma/client';

/**
 * A kind of background work. A job is a token: it wakes a worker, as a row of its kind waits.
 * The waiting rows themselves are the domain's. Their columns hold owner, lease and attempt.
 */
export type Job = {
  /** How often a row is claimed before its work fails permanently; null for no limit. */
  readonly attempts: number | null;
  /** Seconds between a failure and the next attempt. */
  readonly backoffSeconds: number;
  /** How many one worker runs at once; null if the operator's settings say so. */
  readonly concurrency: number | null;
  /** Seconds between two polls of an idle worker. */
  readonly pollSeconds: number;
};

/** Every kind of background work. Its handlers are in src/jobs/handlers.ts. */
export const JOBS = {
  // So many that a slow remote delays its own probe only.
  'repo.probe': { attempts: null, backoffSeconds: 5, concurrency: 8, pollSeconds: 1 },
  'repo.scan': { attempts: 3, backoffSeconds: 1, concurrency: null, pollSeconds: 1 },
  'scan.import': { attempts: 3, backoffSeconds: 1, concurrency: 2, pollSeconds: 1 },
  // A user watches a purge, which takes less time than the start of a scan.
  'repo.purge': { attempts: null, backoffSeconds: 5, concurrency: 2, pollSeconds: 0.5 },
  'user.delete': { attempts: null, backoffSeconds: 2, concurrency: 1, pollSeconds: 2 },
  // A user waits for it.
  'findings.triage': { attempts: 5, backoffSeconds: 2, concurrency: 2, pollSeconds: 1 },
  // Its owner's host may be slow, and limits how fast issues are opened.
  'repo.issues': { attempts: null, backoffSeconds: 60, concurrency: 4, pollSeconds: 2 },
  // As many as issues, and a host that hangs holds up its own user's alone.
  'host.remove': { attempts: null, backoffSeconds: 60, concurrency: 4, pollSeconds: 2 },
  // Nobody waits for it.
  'repo.match': { attempts: null, backoffSeconds: 10, concurrency: 2, pollSeconds: 2 },
  // An import reads a file of up to a gibibyte. It is safe to repeat.
  'advisories.import': { attempts: 3, backoffSeconds: 30, concurrency: 1, pollSeconds: 2 },
  'retention.apply': { attempts: null, backoffSeconds: 5, concurrency: 1, pollSeconds: 5 },
} as const satisfies Record<string, Job>;

export type JobName = keyof typeof JOBS;
export const JOB_NAMES = Object.keys(JOBS) as JobName[];

/**
 * Leases, in seconds. A worker renews the leases of its rows. Another worker claims a row whose lease has expired.
 * A killed worker's rows are claimed after a lease, a sweep and a poll at most.
 * That is 26 s for scans and 30 s for the retention rule.
 */
export const LEASE = { duration: 20, renewEvery: 5, sweepEvery: 5 } as const;

/** The worker that claims rows, and how many of their kind it may run at once. */
export type Claimant = { readonly workerId: string; readonly slots: number };

/** A worker's claim on a row. Each claim has a new attempt, which fences off a worker whose lease has expired. */
export type Lease = { readonly id: string; readonly workerId: string; readonly attempt: number };

/** A table with rows that wait for a worker. Its conditions name the table q. */
export type Line = {
  readonly job: JobName;
  readonly table: Prisma.Sql;
  /** The owner whose turn a row takes, and the row's age: lower values wait for longer. Both have an index of open rows. */
  readonly owner: Prisma.Sql;
  readonly age: Prisma.Sql;
  /** The columns of a row's lease. The few claimed rows have an index. */
  readonly workerId: Prisma.Sql;
  readonly leaseUntil: Prisma.Sql;
  readonly attempt: Prisma.Sql;
  /** Which rows are of this line, if the table has several lines. */
  readonly kind?: Prisma.Sql;
  /** Which rows are not finished. */
  readonly open: Prisma.Sql;
  /** Which open rows must not be claimed yet. */
  readonly unless?: Prisma.Sql;
};
