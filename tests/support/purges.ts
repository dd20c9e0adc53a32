import type pg from 'pg';
import { expect } from 'vitest';
import { until } from './api';
import { countRows, deletionRecord, NOTHING_LEFT } from './rows';

/** Waits until a repo's deletion has its receipt. Then no row of it may be left. */
export async function untilPurged(db: pg.Client, repoId: string, patienceMs: number): Promise<void> {
  await until(
    () => deletionRecord(db, repoId),
    (record) => record?.finished_at instanceof Date,
    patienceMs,
  );
  expect(await countRows(db, repoId)).toEqual(NOTHING_LEFT);
}
