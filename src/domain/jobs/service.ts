import type PgBoss from 'pg-boss';
import { OWN_QUEUES } from './rules';
import { JOB_NAMES, type JobName } from './schema';

/** The database connection of the queue. */
export type QueueDb = PgBoss.Db;

export type Queue = {
  /** Removes at most `most` jobs of a kind from the queue. Returns how many there were. */
  readonly take: (name: JobName, most: number) => Promise<number>;
  readonly close: () => Promise<void>;
};

/** Creates the queue's tables or migrates them to this version. Drops kinds of jobs that no longer exist. */
export async function prepareQueue(db: QueueDb): Promise<void> {
  let fault: unknown;
  const boss = await start({ db, supervise: false, schedule: false }, (error) => {
    fault = error;
  });
  for (const name of JOB_NAMES) await boss.createQueue(name);
  for (const { name } of await boss.getQueues()) {
    if (!name.startsWith(OWN_QUEUES) && !JOB_NAMES.some((it) => it === name)) await boss.deleteQueue(name);
  }
  await boss.stop({ graceful: false, wait: true });
  if (fault) throw fault;
}

/** Opens the queue for a worker. @param onFault receives errors of its background work */
export async function openQueue(db: QueueDb, onFault: (error: unknown) => void): Promise<Queue> {
  const boss = await start({ db, schedule: false }, onFault);
  return {
    take: async (name, most) => {
      const jobs = await boss.fetch(name, { batchSize: most });
      const ids = jobs.map(({ id }) => id);
      // The lease on a row replaces the job from here on.
      if (ids.length > 0) await boss.deleteJob(name, ids);
      return ids.length;
    },
    close: () => boss.stop({ graceful: false, wait: true }),
  };
}

async function start(options: PgBoss.ConstructorOptions, onFault: (error: unknown) => void): Promise<PgBoss> {
  // Loaded late: the web process sends jobs without the library.
  const { default: Boss } = await import('pg-boss');
  const boss = new Boss(options);
  boss.on('error', onFault);
  return boss.start();
}
