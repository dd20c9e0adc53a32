import { setTimeout as pause } from 'node:timers/promises';
import PgBoss from 'pg-boss';
import type { Context } from '@/domain/context';
import { purgeUsers, requeueLostPurges } from '@/domain/deletions/lifecycle';
import type { BatchPace, Pace } from '@/domain/deletions/rules';
import { type JobQueue, repoJob } from '@/domain/jobs/schema';
import { liveRepoIds } from '@/domain/repos/service';
import { applyRetention } from '@/domain/retention/service';
import { requeueScans } from '@/domain/scans/lifecycle';
import type { LookUpOptions } from '@/git/lookUp';
import { givingWay } from './givingWay';
import { lookUpRemoteJob } from './lookUpRemote';
import { purgeRepoJob } from './purgeRepo';
import { removeLostCaches } from './scan/caches';
import type { ScanOptions } from './scan/options';
import { WorkerStops } from './scan/workerStops';
import { sweep } from './sweep';

export type WorkerOptions = {
  /** Asks the database for the queue's own sake. */
  queueDb: PgBoss.Db;
  makeContext: () => Context;
  purge: BatchPace;
  git: LookUpOptions;
  scan: ScanOptions;
  /** Scans that this process has in hand at once. */
  scanConcurrency: number;
  onFault: (error: unknown, doing: string) => void;
  /** Looks at the database's schema: a sentence where it is not the one that this worker knows. */
  findSchemaFault: () => Promise<string | undefined>;
  /** Called with that sentence when the worker has stopped for it: what it had in hand has been handed back. */
  onUnfit: (sentence: string) => void;
};

export type Worker = { stop: () => Promise<void> };

/** How many jobs of a queue one worker process has in hand at once. A slow remote holds up its own look only. */
const LOOK_UPS = 8;
const PURGES = 2;
/** How often a queue is looked into: somebody watches a purge, which is over in less time than a scan takes to begin. */
const POLL_SECONDS: Record<JobQueue, number> = { 'repo.look-up': 1, 'repo.scan': 1, 'repo.purge': 0.5 };
const SWEEP_MS = 60_000;
/** How often dead workers are noticed, and what is left on disk of deleted repos removed. */
const WATCH_MS = 5_000;
/** How long jobs in hand may take to finish when the worker is told to stop. */
const STOP_MS = 10_000;

/** Starts working the queue. Any number of workers may share it. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { queueDb, makeContext, git, scan, onFault, onUnfit } = options;
  const forLong = () => withLongDb(makeContext());
  let running = true;
  const stopping = new AbortController();
  const makePace = (): Pace => ({
    keepGoing: () => running,
    clock: () => performance.now(),
    batchMs: options.purge.batchMs,
    between: options.purge.givesWay ? givingWay(forLong, options.purge.batchMs, pause) : undefined,
  });
  const handlers: Record<JobQueue, (repoId: string) => Promise<void>> = {
    'repo.look-up': (repoId) => lookUpRemoteJob(makeContext, repoId, git),
    'repo.scan': async (repoId) => {
      // Hundreds of rules come with it: a worker that has no scan in hand starts without them.
      const { scanRepoJob } = await import('./scan/scanRepo');
      await scanRepoJob(scan, repoId, stopping.signal);
    },
    'repo.purge': (repoId) => purgeRepoJob(forLong, repoId, makePace()),
  };

  const boss = new PgBoss({ db: queueDb });
  const timers: NodeJS.Timeout[] = [];
  let finishing = Promise.resolve();
  const stop = async () => {
    running = false;
    for (const timer of timers) clearInterval(timer);
    stopping.abort(new WorkerStops());
    const stopped = boss.stop({ graceful: true, timeout: STOP_MS, wait: true });
    // A database that is lost just then may leave either without an answer for ever.
    await Promise.race([Promise.all([finishing, stopped]), pause(STOP_MS + 1_000)]);
  };
  const requireFit = async () => {
    const sentence = await options.findSchemaFault();
    if (sentence === undefined) return;
    if (running) void stop().finally(() => onUnfit(sentence));
    throw new Error(sentence);
  };

  boss.on('error', (error) => onFault(error, 'work the queue'));
  await boss.start();
  const concurrency = {
    'repo.look-up': LOOK_UPS,
    'repo.scan': options.scanConcurrency,
    'repo.purge': PURGES,
  };
  for (const queue of Object.keys(handlers) as JobQueue[]) {
    const handle = (repoId: string) => requireFit().then(() => handlers[queue](repoId));
    for (let slot = 0; slot < concurrency[queue]; slot++) await work(boss, queue, handle, onFault);
  }

  const sweepNow = (everything: boolean) =>
    sweep(forLong(), everything).catch((error: unknown) => onFault(error, 'look for lost work'));
  await sweepNow(true);
  if (running) {
    timers.push(setInterval(() => void sweepNow(false), SWEEP_MS));
    timers.push(setInterval(() => void lookAfterLost(options, requireFit), WATCH_MS));
    finishing = finishDeletions(options, makePace(), stopping.signal);
  }
  return { stop };
}

/** For purges and the like, whose statements may take longer than anybody would wait for an answer. */
function withLongDb(ctx: Context): Context {
  return { ...ctx, db: ctx.longDb };
}

/** Ends, one after the other, what takes more than a repo's purge: users' deletions, and what the retention rule says. */
async function finishDeletions(
  { makeContext, onFault }: WorkerOptions,
  pace: Pace,
  over: AbortSignal,
): Promise<void> {
  const report = (error: unknown) => onFault(error, 'finish deletions');
  while (!over.aborted) {
    await purgeUsers(withLongDb(makeContext()), pace, report).catch(report);
    await applyRetention(withLongDb(makeContext()), pace).catch(report);
    await pause(WATCH_MS, undefined, { signal: over }).catch(() => undefined);
  }
}

/** Takes up what other workers have died over, and lets nothing lie about of repos that are gone. */
async function lookAfterLost(
  { makeContext, scan, onFault }: WorkerOptions,
  requireFit: () => Promise<void>,
): Promise<void> {
  try {
    await requireFit();
    const ctx = makeContext();
    await requeueScans(ctx);
    await requeueLostPurges(ctx);
    await removeLostCaches(scan.cacheDir, (ids) => liveRepoIds(ctx, ids));
  } catch (error) {
    onFault(error, 'look after lost work');
  }
}

async function work(
  boss: PgBoss,
  queue: JobQueue,
  handle: (repoId: string) => Promise<void>,
  onFault: WorkerOptions['onFault'],
): Promise<void> {
  await boss.work(queue, { batchSize: 1, pollingIntervalSeconds: POLL_SECONDS[queue] }, async (jobs) => {
    for (const { data } of jobs) {
      try {
        await handle(repoJob.parse(data).repoId);
      } catch (error) {
        onFault(error, queue);
        throw error;
      }
    }
  });
}
