import type PgBoss from 'pg-boss';
import type { Tx } from '../context';
import { JOB_NAMES, type JobName } from './schema';
import * as store from './store';

/** Says that something of a kind waits for a worker, in the transaction that has it wait: neither is there without the other. */
export async function send(tx: Tx, name: JobName): Promise<void> {
  await store.insertJob(tx, name);
}

/** Asks the database for the queue's own sake. */
export type QueueDb = PgBoss.Db;

export type Queue = {
  /** Takes up to so many jobs of a kind out of the queue. Returns how many there were. */
  readonly take: (name: JobName, most: number) => Promise<number>;
  readonly close: () => Promise<void>;
};

/** The names of pg-boss's own queues begin with this. */
const OWN = '__pgboss__';

/** Makes the queue's tables, or brings them to this version's schema, and drops kinds of jobs that are no more. */
export async function prepareQueue(db: QueueDb): Promise<void> {
  let fault: unknown;
  const boss = await start({ db, supervise: false, schedule: false }, (error) => {
    fault = error;
  });
  for (const name of JOB_NAMES) await boss.createQueue(name);
  for (const { name } of await boss.getQueues()) {
    if (!name.startsWith(OWN) && !JOB_NAMES.some((it) => it === name)) await boss.deleteQueue(name);
  }
  await boss.stop({ graceful: false, wait: true });
  if (fault) throw fault;
}

/** Opens the queue for a worker. @param onFault is told what goes wrong with nobody waiting for it */
export async function openQueue(db: QueueDb, onFault: (error: unknown) => void): Promise<Queue> {
  const boss = await start({ db, schedule: false }, onFault);
  return {
    take: async (name, most) => {
      const jobs = await boss.fetch(name, { batchSize: most });
      const ids = jobs.map(({ id }) => id);
      // From here on a lease says what is in hand, and nobody needs the jobs any more.
      if (ids.length > 0) await boss.deleteJob(name, ids);
      return ids.length;
    },
    close: () => boss.stop({ graceful: false, wait: true }),
  };
}

async function start(options: PgBoss.ConstructorOptions, onFault: (error: unknown) => void): Promise<PgBoss> {
  // The web process sends jobs by our own statement, and does without the library.
  const { default: Boss } = await import('pg-boss');
  const boss = new Boss(options);
  boss.on('error', onFault);
  return boss.start();
}
