import { setTimeout as pause } from 'node:timers/promises';
import PgBoss from 'pg-boss';
import type { Context } from '@/domain/context';
import { purgeUsers, requeueLostPurges } from '@/domain/deletions/lifecycle';
import type { BatchPace, Pace } from '@/domain/deletions/rules';
import { JOB_NAMES, JOBS, type JobName } from '@/domain/jobs/schema';
import { liveRepoIds } from '@/domain/repos/service';
import { applyRetention } from '@/domain/retention/service';
import { requeueScans } from '@/domain/scans/lifecycle';
import type { LookUpOptions } from '@/git/lookUp';
import { givingWay } from './givingWay';
import { HANDLERS, type WorkerEnv } from './handlers';
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
  const env: WorkerEnv = {
    makeContext,
    makeLongContext: forLong,
    makePace,
    git,
    scan,
    stopping: stopping.signal,
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
  for (const name of JOB_NAMES) {
    const slots = name === 'repo.scan' ? options.scanConcurrency : JOBS[name].concurrency;
    const handle = (data: unknown) => requireFit().then(() => run(name, env, data));
    for (let slot = 0; slot < slots; slot++) await work(boss, name, handle, onFault);
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

function run<N extends JobName>(name: N, env: WorkerEnv, data: unknown): Promise<void> {
  return HANDLERS[name](env, JOBS[name].payload.parse(data));
}

async function work(
  boss: PgBoss,
  name: JobName,
  handle: (data: unknown) => Promise<void>,
  onFault: WorkerOptions['onFault'],
): Promise<void> {
  const { pollSeconds } = JOBS[name];
  await boss.work(name, { batchSize: 1, pollingIntervalSeconds: pollSeconds }, async (jobs) => {
    for (const { data } of jobs) {
      try {
        await handle(data);
      } catch (error) {
        onFault(error, name);
        throw error;
      }
    }
  });
}
