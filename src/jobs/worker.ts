import PgBoss from 'pg-boss';
import type { Context } from '@/domain/context';
import { type JobQueue, repoJob } from '@/domain/jobs/schema';
import type { LookUpOptions } from '@/git/lookUp';
import { lookUpRemoteJob } from './lookUpRemote';
import { purgeRepoJob } from './purgeRepo';
import { sweep } from './sweep';

export type WorkerOptions = {
  databaseUrl: string;
  makeContext: () => Context;
  git: LookUpOptions;
  onFault: (error: unknown, doing: string) => void;
};

export type Worker = { stop: () => Promise<void> };

/** How many jobs of a queue one worker process has in hand at once. A slow remote holds up its own look only. */
const CONCURRENCY: Record<JobQueue, number> = { 'repo.look-up': 8, 'repo.scan': 2, 'repo.purge': 2 };
const POLL_SECONDS = 1;
const SWEEP_MS = 60_000;
/** How long jobs in hand may take to finish when the worker is told to stop. */
const STOP_MS = 10_000;

/** Starts working the queue. Any number of workers may share it. */
export async function startWorker({
  databaseUrl,
  makeContext,
  git,
  onFault,
}: WorkerOptions): Promise<Worker> {
  let running = true;
  const handlers: Record<JobQueue, (repoId: string) => Promise<void>> = {
    'repo.look-up': (repoId) => lookUpRemoteJob(makeContext, repoId, git),
    'repo.scan': async () => undefined,
    'repo.purge': (repoId) => purgeRepoJob(makeContext, repoId, () => running),
  };

  const boss = new PgBoss({ connectionString: databaseUrl, max: 4, application_name: 'heimdall-worker' });
  boss.on('error', (error) => onFault(error, 'work the queue'));
  await boss.start();
  for (const queue of Object.keys(handlers) as JobQueue[]) {
    for (let slot = 0; slot < CONCURRENCY[queue]; slot++) await work(boss, queue, handlers[queue], onFault);
  }

  const sweepNow = (everything: boolean) =>
    sweep(makeContext(), everything).catch((error: unknown) => onFault(error, 'look for lost work'));
  await sweepNow(true);
  const sweeper = setInterval(() => void sweepNow(false), SWEEP_MS);

  return {
    stop: async () => {
      running = false;
      clearInterval(sweeper);
      await boss.stop({ graceful: true, timeout: STOP_MS, wait: true });
    },
  };
}

async function work(
  boss: PgBoss,
  queue: JobQueue,
  handle: (repoId: string) => Promise<void>,
  onFault: WorkerOptions['onFault'],
): Promise<void> {
  await boss.work(queue, { batchSize: 1, pollingIntervalSeconds: POLL_SECONDS }, async (jobs) => {
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
