import type pg from 'pg';
import { expect } from 'vitest';
import { until } from './api';
import { countRows, deletionRecord, NOTHING_LEFT } from './rows';
import { startWorkerHere, type WorkerHereOptions } from './workerHere';

/** Waits until a repo's deletion has its receipt. Then no row of it may be left. */
export async function untilPurged(db: pg.Client, repoId: string, patienceMs: number): Promise<void> {
  await until(
    () => deletionRecord(db, repoId),
    (record) => record?.finished_at instanceof Date,
    patienceMs,
  );
  expect(await countRows(db, repoId)).toEqual(NOTHING_LEFT);
}

/** Has a worker finish these deletions, and waits for it. */
export async function finishDeletions(
  server: WorkerHereOptions,
  db: pg.Client,
  ids: readonly string[],
): Promise<void> {
  const worker = await startWorkerHere(server);
  const open = async () => {
    const unfinished = 'SELECT id, kind, orphans FROM deletions WHERE id = ANY($1) AND finished_at IS NULL';
    return (await db.query(unfinished, [ids])).rows;
  };
  await until(open, (left) => left.length === 0, 60_000);
  await worker.stop();
  expect(worker.faults).toEqual([]);
}
