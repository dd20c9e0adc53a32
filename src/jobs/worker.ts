import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { listAdvisoryImports } from '@/domain/advisories/lifecycle';
import type { Context } from '@/domain/context';
import { newId } from '@/domain/ids';
import { JOB_NAMES, JOBS, LEASE } from '@/domain/jobs/schema';
import { openQueue, type QueueDb } from '@/domain/jobs/service';
import { liveRepoIds } from '@/domain/repos/lifecycle';
import { listImports } from '@/domain/scans/lifecycle';
import { removeLostCredentials } from '@/git/credential';
import type { ProbeOptions } from '@/git/probe';
import { removeLostSshRuns } from '@/git/sshDirectory';
import { removeLostUploads } from '@/sarif/uploads';
import { removeLostCaches } from './caches';
import type { WorkerEnv } from './handler';
import { HANDLERS } from './handlers';
import type { ScanOptions } from './scanOptions';
import { workSlots } from './slots';
import { sweep, tidy } from './sweep';

export type WorkerOptions = {
  queueDb: QueueDb;
  makeContext: () => Context;
  /** Whether the database is the embedded one, whose clients share one session. */
  isEmbedded: boolean;
  git: ProbeOptions;
  scan: ScanOptions;
  /** How many scans this process runs at once. */
  scanConcurrency: number;
  onFault: (error: unknown, doing: string) => void;
  /** Checks the database's schema. Returns a message for the operator if this worker does not know the schema. */
  findSchemaFault: () => Promise<string | undefined>;
  /** Called with that message once the worker has stopped because of it and released its running work. */
  onUnfit: (message: string) => void;
};

export type Worker = { stop: () => Promise<void> };

const TIDY_MS = 60_000;
/** How long running jobs may take to finish when the worker stops. */
const STOP_MS = 10_000;

/** Starts to work on the queue. Any number of workers may share it. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { queueDb, makeContext, isEmbedded, git, scan, onFault, onUnfit } = options;
  const makeLongContext = () => withLongDb(makeContext());
  const workerId = newId();
  const ending = new AbortController();
  const stopping = ending.signal;
  // Each kind of job and each of its slots listens. Node warns of more than ten as of a leak.
  setMaxListeners(0, stopping);
  const env: WorkerEnv = { makeContext, makeLongContext, isEmbedded, git, scan, stopping, onFault };
  const queue = await openQueue(queueDb, (error) => onFault(error, 'work on the queue'));

  let working: Promise<unknown> = Promise.resolve();
  const stop = async () => {
    ending.abort(new Error('the worker stops'));
    // If the database connection is lost, its statements may never return.
    await Promise.race([working.then(queue.close), pause(STOP_MS)]);
  };
  const requireFit = async () => {
    const message = await options.findSchemaFault();
    if (message === undefined) return;
    if (!stopping.aborted) void stop().finally(() => onUnfit(message));
    throw new Error(message);
  };

  const kinds = JOB_NAMES.map((name) => {
    const slots = JOBS[name].concurrency ?? options.scanConcurrency;
    const take = (most: number) => queue.take(name, most);
    const next = () => requireFit().then(() => HANDLERS[name](env, { workerId, slots }));
    return workSlots(name, { slots, take, next, stopping, onFault });
  });
  const chores = [
    repeat('sweep', LEASE.sweepEvery * 1000, async () => {
      await requireFit();
      await sweep(makeLongContext(), onFault);
    }),
    repeat('tidy', TIDY_MS, () => tidy(makeLongContext(), onFault)),
    repeat('remove lost credentials', TIDY_MS, removeLostCredentials),
    repeat('remove lost caches', LEASE.sweepEvery * 1000, () =>
      removeLostCaches(scan.cacheDir, (ids) => liveRepoIds(makeContext(), ids)),
    ),
    repeat('remove lost ssh keys', TIDY_MS, () => removeLostSshRuns(scan.sshDir, scan.limits.timeoutMs)),
    repeat('remove lost uploads', LEASE.sweepEvery * 1000, () =>
      removeLostUploads(scan.uploadsDir, (ids) => listImports(makeContext(), ids)),
    ),
    repeat('remove lost files of advisories', TIDY_MS, () =>
      removeLostUploads(scan.advisoriesDir, (ids) => listAdvisoryImports(makeContext(), ids)),
    ),
  ];
  working = Promise.all([...kinds, ...chores]);
  return { stop };

  async function repeat(doing: string, everyMs: number, chore: () => Promise<void>): Promise<void> {
    while (!stopping.aborted) {
      await chore().catch((error: unknown) => onFault(error, doing));
      await pause(everyMs, undefined, { signal: stopping }).catch(() => undefined);
    }
  }
}

/** For purges, whose statements may take longer than a request's timeout. */
function withLongDb(ctx: Context): Context {
  return { ...ctx, db: ctx.longDb };
}
