import { freshDatabase, type TestDatabase } from '@tests/support/database';
import {
  connectTo,
  emptyTables,
  fillRepo,
  insertFinding,
  insertScan,
  pointToScans,
} from '@tests/support/rows';
import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Context, Db } from '@/domain/context';
import { closeRuns } from '@/domain/deletions/lifecycle';
import { BATCH_SIZE, type Throttle } from '@/domain/deletions/rules';
import { applyRetention } from '@/domain/retention/lifecycle';
import { cutOff } from '@/domain/retention/rules';
import { countOld, saveRule } from '@/domain/retention/store';
import { openDb } from '@/server/db';

let database: TestDatabase;
let db: Db;
let rows: pg.Client;
let repoId: string;
beforeAll(async () => {
  database = await freshDatabase();
  db = openDb(database.url, 4);
  rows = await connectTo(database.url);
});
beforeEach(async () => {
  await emptyTables(rows);
  repoId = v7();
  const userId = v7();
  await rows.query(
    `INSERT INTO users (id, email, role, created_at) VALUES ($1, 'a@b.example', 'user', now())`,
    [userId],
  );
  await rows.query(
    `INSERT INTO repos (id, user_id, name, source_type, remote_state, created_at, updated_at)
     VALUES ($1, $2, 'a', 'github', 'none', now(), now())`,
    [repoId, userId],
  );
});
afterAll(async () => {
  await rows?.end();
  await db?.$disconnect();
  await database?.stop();
});

const NOW = new Date();
const HOUR_MS = 60 * 60 * 1000;
const later = (hours: number) => new Date(NOW.getTime() + hours * HOUR_MS);
const daysAgo = (days: number) => later(-24 * days);

const apply = async (now = NOW, throttle: Throttle = async () => undefined) => {
  await pointToScans(rows);
  await applyRetention({ db, now } as Context, throttle);
};
/** Calls a function once, after the first batch. */
const afterFirst = (once: () => Promise<unknown>): Throttle => {
  let calls = 0;
  return async () => {
    calls += 1;
    if (calls === 2) await once();
  };
};
const setDays = (days: number | null) => saveRule(db, days, NOW);

type Scan = { id: string; repoId: string };
const newScan = async (fields: Record<string, unknown> = {}): Promise<Scan> => ({
  id: await insertScan(rows, repoId, { created_at: daysAgo(100), ...fields }),
  repoId,
});
/** A scan 100 days old, with so many findings that were fixed at that time. */
async function oldScan(fixed = 0): Promise<Scan> {
  const [id = ''] = await fillRepo(rows, repoId, 1, fixed);
  const since = [daysAgo(100), id];
  await rows.query(`UPDATE findings SET status = 'fixed', updated_at = $1 WHERE scan_id = $2`, since);
  await rows.query(`UPDATE scans SET created_at = $1 WHERE id = $2`, since);
  return { id, repoId };
}

const records = async () =>
  (await rows.query(`SELECT * FROM deletions WHERE kind = 'retention' ORDER BY id`)).rows;
const scans = async () => (await rows.query('SELECT id FROM scans ORDER BY id')).rows.map(({ id }) => id);
const findings = async () => (await rows.query('SELECT count(*)::int AS count FROM findings')).rows[0].count;

describe('a rule that is changed while it is applied', () => {
  it.each([null, 60])(
    'to %j: the run stops between two batches, and its record never changes again',
    async (days) => {
      const scan = await oldScan(BATCH_SIZE + 50);
      const newest = await newScan();
      await setDays(30);
      await apply(
        NOW,
        afterFirst(() => setDays(days)),
      );
      expect(await findings()).toBe(50);
      expect(await scans()).toEqual([scan.id, newest.id]);
      const [stopped, ...others] = await records();
      expect(others).toEqual([]);
      expect(stopped).toMatchObject({ name: 'Scans older than 30 days', counts: { findings: BATCH_SIZE } });
      expect(stopped.finished_at).toBeInstanceOf(Date);

      await apply();
      const [first, second] = await records();
      expect(first).toEqual(stopped);
      if (days === null) {
        expect(second).toBeUndefined();
        expect(await findings()).toBe(50);
      } else {
        expect(second).toMatchObject({
          name: 'Scans older than 60 days',
          counts: { findings: 50, scans: 1 },
          orphans: 0,
        });
        expect(await scans()).toEqual([newest.id]);
      }
    },
  );

  it.each<[string, (id: string) => Promise<unknown>]>([
    ['the rule was taken back', () => setDays(null)],
    ['the rule says another number', () => setDays(31)],
    ['another worker has ended the run', (id) => closeRuns(db, { id }, 0)],
  ])('no step does anything once %s', async (_what, change) => {
    await oldScan(BATCH_SIZE + 3);
    await oldScan();
    await newScan();
    await setDays(30);
    const before = afterFirst(async () => change((await records())[0].id));
    await apply(NOW, before);
    expect(await findings()).toBe(3);
    expect(await scans()).toHaveLength(3);
    expect(await records()).toMatchObject([
      { counts: { findings: BATCH_SIZE }, finished_at: expect.any(Date) },
    ]);
  });

  it('is applied at once, and an unchanged one after a day', async () => {
    const old = await newScan({ created_at: daysAgo(20) });
    await newScan();
    await setDays(30);
    await apply();
    await setDays(30);
    await rows.query('UPDATE scans SET created_at = $1', [daysAgo(50)]);
    await apply(later(1));
    expect(await scans()).toContain(old.id);
    await setDays(29);
    await apply(later(1));
    expect(await scans()).not.toContain(old.id);
  });
});

describe('a day', () => {
  it('with nothing to delete leaves no record, and the rule is not applied again before the next', async () => {
    await newScan();
    await setDays(30);
    await apply();
    const old = await oldScan();
    await newScan();
    await apply(later(23));
    expect(await scans()).toContain(old.id);
    expect(await records()).toEqual([]);
    await apply(later(25));
    expect(await scans()).not.toContain(old.id);
    expect(await records()).toMatchObject([{ orphans: 0, finished_at: expect.any(Date) }]);
  });

  it('has one run, with any number of workers', async () => {
    for (let n = 0; n < 5; n++) await oldScan(3);
    await newScan();
    await setDays(30);
    await Promise.all([apply(), apply(), apply()]);
    expect(await records()).toMatchObject([
      { counts: { scans: 5, findings: 15 }, finished_at: expect.any(Date) },
    ]);
  });

  it('that was interrupted is continued at once, in the same record', async () => {
    await oldScan(BATCH_SIZE + 450);
    await newScan();
    await setDays(30);
    const stop = afterFirst(() => Promise.reject(new Error('stopped')));
    await expect(apply(NOW, stop)).rejects.toThrow('stopped');
    expect(await records()).toMatchObject([{ counts: { findings: BATCH_SIZE }, finished_at: null }]);
    await apply(later(1));
    expect(await records()).toMatchObject([
      { counts: { findings: BATCH_SIZE + 450, scans: 1 }, finished_at: expect.any(Date) },
    ]);
  });
});

describe('what is deleted', () => {
  it('is what the preview says: no scan with a recently fixed finding', async () => {
    const [lately, exactly] = [await oldScan(2), await oldScan(), await oldScan(1)];
    await insertFinding(rows, lately, { status: 'fixed', updated_at: daysAgo(29) });
    await insertFinding(rows, exactly, { status: 'fixed', updated_at: daysAgo(30) });
    const newest = await newScan();
    await pointToScans(rows);
    expect(await countOld(db, cutOff(NOW, 30))).toMatchObject({ repos: 1, scans: 1, findings: 3 });
    await setDays(30);
    await apply();
    expect(await scans()).toEqual([lately.id, exactly.id, newest.id]);
    expect(await findings()).toBe(2);
    expect(await records()).toMatchObject([{ counts: { scans: 1, findings: 3 }, orphans: 0 }]);
    await setDays(28);
    await apply();
    expect(await scans()).toEqual([newest.id]);
  });

  it('is no scan that its repo points to, nor the newest, however old', async () => {
    const base = await newScan({ history_tips: ['a'] });
    const gone = await newScan();
    const [latest, failed] = [await newScan(), await newScan({ status: 'failed' })];
    await setDays(30);
    await apply();
    expect(await scans()).toEqual([base.id, latest.id, failed.id]);
    expect(await scans()).not.toContain(gone.id);
  });

  it('is checked: a row that refers to a deleted scan is counted', async () => {
    await rows.query('ALTER TABLE scan_stages DROP CONSTRAINT scan_stages_scan_id_fkey');
    const scan = await oldScan();
    await newScan();
    await setDays(30);
    await apply();
    expect(await scans()).not.toContain(scan.id);
    expect(await records()).toMatchObject([{ counts: { scans: 1 }, orphans: 1 }]);
  });
});
