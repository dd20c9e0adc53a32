import { freshDatabase, type TestDatabase } from '@tests/support/database';
import { changeScan, connectTo, insertScan, insertStages } from '@tests/support/rows';
import pg from 'pg';
import PgBoss from 'pg-boss';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context, Db } from '@/domain/context';
import { claimDeletion, releaseDeletion, renewDeletion } from '@/domain/deletions/lifecycle';
import { newId } from '@/domain/ids';
import { type Claimant, JOB_NAMES, JOBS, LEASE } from '@/domain/jobs/schema';
import { openQueue, type QueueDb } from '@/domain/jobs/service';
import { insertJob } from '@/domain/jobs/store';
import { claimProbe, recordProbe, releaseProbe, renewProbe } from '@/domain/repos/lifecycle';
import {
  claimScan,
  failScan,
  heartbeat,
  queueMissingScan,
  releaseEndedScan,
  releaseScan,
  ScanEnded,
} from '@/domain/scans/lifecycle';
import { sweep, tidy } from '@/jobs/sweep';
import { openDb } from '@/server/db';

let database: TestDatabase;
let rows: pg.Client;
let db: Db;
let pool: pg.Pool;
let queueDb: QueueDb;
const userId = newId();
beforeAll(async () => {
  database = await freshDatabase();
  rows = await connectTo(database.url);
  db = openDb(database.url, 2);
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  queueDb = { executeSql: (text, values) => pool.query(text, values) };
  await db.user.create({ data: { id: userId, email: 'x@example.com', role: 'user', createdAt: new Date() } });
});
afterAll(async () => {
  await pool?.end();
  await db?.$disconnect();
  await rows?.end();
  await database?.stop();
});

const settings = { advisories: { mode: 'off' } };
const ctx = () => ({ db, longDb: db, now: new Date(), settings }) as Context;
const fault = (error: unknown) => {
  throw error;
};
const worker = (): Claimant => ({ workerId: newId(), slots: 4 });

async function newRepo(state: 'pending' | 'none'): Promise<string> {
  const id = newId();
  await rows.query(
    `INSERT INTO repos (id, user_id, name, source_type, remote_url, remote_state, created_at, updated_at)
     VALUES ($1, $2, 'one', 'github', 'https://git.example/x', $3, now(), now())`,
    [id, userId, state],
  );
  return id;
}

async function newDeletion(): Promise<string> {
  const id = newId();
  await rows.query(
    `INSERT INTO deletions (id, name, actor_id, requested_at) VALUES ($1, 'gone', $2, now())`,
    [id, userId],
  );
  return id;
}

const PROBE = ['repos', 'probe_lease_until'] as const;
const SCAN = ['scans', 'lease_until'] as const;
const PURGE = ['deletions', 'lease_until'] as const;
type Place = typeof PROBE | typeof SCAN | typeof PURGE;

/** How long a lease still lasts, in seconds of the database's clock. */
async function left([table, column]: Place, id: string): Promise<number> {
  const found = await rows.query(
    `SELECT EXTRACT(epoch FROM ${column} - clock_timestamp())::float8 AS left FROM ${table} WHERE id = $1`,
    [id],
  );
  return found.rows[0].left as number;
}

const setBack = ([table, column]: Place, id: string) =>
  rows.query(`UPDATE ${table} SET ${column} = now() - interval '1 ms' WHERE id = $1`, [id]);
const jobsOf = async (name: string) =>
  (await rows.query('SELECT count(*)::int AS n FROM pgboss.job WHERE name = $1', [name])).rows[0].n as number;

it('a lease, a sweep and two polls take at most the half minute in which all work must be claimed again', () => {
  const polls = Math.max(...JOB_NAMES.map((name) => JOBS[name].pollSeconds));
  expect(LEASE.duration + LEASE.sweepEvery + polls).toBeLessThanOrEqual(30);
  expect(LEASE.renewEvery * 3).toBeLessThan(LEASE.duration);
});

describe('a claimed scan', () => {
  it('belongs to its worker until its lease expires; another worker then claims it, and the first may not write any more', async () => {
    const repoId = await newRepo('none');
    const id = await insertScan(rows, repoId, { status: 'queued', owner_id: userId });
    const first = await claimScan(ctx(), worker());
    expect(first).toMatchObject({ scanId: id, attempt: 1 });
    expect(await left(SCAN, id)).toBeGreaterThan(LEASE.duration - 5);
    expect(await left(SCAN, id)).toBeLessThanOrEqual(LEASE.duration);
    expect(await claimScan(ctx(), worker())).toBeUndefined();
    await sweep(ctx(), fault);
    expect(await jobsOf('repo.scan')).toBe(0);
    await setBack(SCAN, id);
    await sweep(ctx(), fault);
    await sweep(ctx(), fault);
    expect(await jobsOf('repo.scan')).toBe(1);
    const second = await claimScan(ctx(), worker());
    expect(second).toMatchObject({ scanId: id, attempt: 2 });
    if (!first || !second) throw new Error('not taken up');
    await expect(failScan(ctx(), first, 'late')).rejects.toBeInstanceOf(ScanEnded);
    await releaseScan(ctx(), second, 'stopped');
    expect(await claimScan(ctx(), worker())).toMatchObject({ scanId: id, attempt: 2 });
    await setBack(SCAN, id);
    expect(await claimScan(ctx(), worker())).toMatchObject({ scanId: id, attempt: 3 });
    await setBack(SCAN, id);
    expect(await claimScan(ctx(), worker())).toBeUndefined();
    const over = await rows.query('SELECT status, error_message FROM scans WHERE id = $1', [id]);
    expect(over.rows[0]).toMatchObject({ status: 'failed', error_message: expect.stringMatching(/3 times/) });
  });

  it('that has failed with its last worker shows how far that one got', async () => {
    const repoId = await newRepo('none');
    const id = await insertScan(rows, repoId, { status: 'queued', owner_id: userId });
    await insertStages(rows, id);
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      expect(await claimScan(ctx(), worker())).toMatchObject({ scanId: id, attempt });
      await setBack(SCAN, id);
    }
    await changeScan(rows, id, { status: 'running', numbers: { files: 5 } }, 'tree');
    expect(await claimScan(ctx(), worker())).toBeUndefined();
    const { rows: stages } = await rows.query(
      `SELECT status, numbers FROM scan_stages WHERE scan_id = $1 AND name = 'tree'`,
      [id],
    );
    expect(stages).toEqual([{ status: 'failed', numbers: { files: 5 } }]);
  });

  it('returned by a stopping worker belongs to the next worker only, with the same attempt number', async () => {
    const repoId = await newRepo('none');
    const id = await insertScan(rows, repoId, { status: 'queued', owner_id: userId });
    const first = await claimScan(ctx(), worker());
    if (!first) throw new Error('not taken up');
    await releaseScan(ctx(), first, 'stopped');
    const second = await claimScan(ctx(), worker());
    if (!second) throw new Error('not taken up');
    expect(second).toMatchObject({ scanId: id, attempt: first.attempt });
    await expect(heartbeat(ctx(), first, 'fetch', {})).rejects.toBeInstanceOf(ScanEnded);
    await expect(failScan(ctx(), first, 'late')).rejects.toBeInstanceOf(ScanEnded);
    await rows.query(`UPDATE scans SET status = 'cancelled', completed_at = now() WHERE id = $1`, [id]);
    await releaseEndedScan(ctx(), first);
    const held = await rows.query('SELECT worker_id FROM scans WHERE id = $1', [id]);
    expect(held.rows[0].worker_id).toBe(second.workerId);
    await releaseEndedScan(ctx(), second);
  });

  it('that was cancelled delays the next one of its repo until its worker has released it', async () => {
    const repoId = await newRepo('none');
    await insertScan(rows, repoId, { status: 'queued', owner_id: userId });
    const run = await claimScan(ctx(), worker());
    if (!run) throw new Error('not taken up');
    await rows.query(`UPDATE scans SET status = 'cancelled', completed_at = now() WHERE id = $1`, [
      run.scanId,
    ]);
    const next = await insertScan(rows, repoId, { status: 'queued', owner_id: userId });
    expect(await claimScan(ctx(), worker())).toBeUndefined();
    await releaseEndedScan(ctx(), run);
    expect(await claimScan(ctx(), worker())).toMatchObject({ scanId: next });
  });
});

describe('a claimed probe', () => {
  it('can be renewed, released and lost', async () => {
    const id = await newRepo('pending');
    const first = await claimProbe(ctx(), worker());
    if (!first) throw new Error('not taken up');
    await rows.query(`UPDATE repos SET probe_lease_until = now() + interval '1 second' WHERE id = $1`, [id]);
    expect(await renewProbe(ctx(), first.lease)).toBe(true);
    expect(await left(PROBE, id)).toBeGreaterThan(LEASE.duration - 5);
    await setBack(PROBE, id);
    await sweep(ctx(), fault);
    expect(await jobsOf('repo.probe')).toBe(1);
    const second = await claimProbe(ctx(), worker());
    if (!second) throw new Error('not taken up');
    expect(await renewProbe(ctx(), first.lease)).toBe(false);
    await recordProbe(ctx(), first, { type: 'empty', branch: 'late' }, queueMissingScan);
    await releaseProbe(ctx(), second.lease, 'failed');
    expect(await claimProbe(ctx(), worker())).toBeUndefined();
    expect(await left(PROBE, id)).toBeLessThanOrEqual(JOBS['repo.probe'].backoffSeconds);
    await setBack(PROBE, id);
    const third = await claimProbe(ctx(), worker());
    if (!third) throw new Error('not taken up');
    await recordProbe(ctx(), third, { type: 'empty', branch: 'main' }, queueMissingScan);
    const found = await rows.query(
      'SELECT remote_state, default_branch, probe_worker_id FROM repos WHERE id = $1',
      [id],
    );
    expect(found.rows[0]).toEqual({ remote_state: 'empty', default_branch: 'main', probe_worker_id: null });
  });
});

describe('a claimed deletion', () => {
  it('can be renewed, released and lost', async () => {
    const id = await newDeletion();
    const first = await claimDeletion(ctx(), 'repo.purge', worker());
    if (!first) throw new Error('not taken up');
    expect(first.id).toBe(id);
    expect(await renewDeletion(ctx(), 'repo.purge', first)).toBe(true);
    expect(await claimDeletion(ctx(), 'repo.purge', worker())).toBeUndefined();
    await setBack(PURGE, id);
    await sweep(ctx(), fault);
    expect(await jobsOf('repo.purge')).toBe(1);
    const second = await claimDeletion(ctx(), 'repo.purge', worker());
    if (!second) throw new Error('not taken up');
    expect(await renewDeletion(ctx(), 'repo.purge', first)).toBe(false);
    await releaseDeletion(ctx(), 'repo.purge', first, 'stopped');
    expect(await claimDeletion(ctx(), 'repo.purge', worker())).toBeUndefined();
    await releaseDeletion(ctx(), 'repo.purge', second, 'stopped');
    expect((await claimDeletion(ctx(), 'repo.purge', worker()))?.attempt).toBe(3);
  });
});

describe('the queue', () => {
  it('gets the same row from our statement as from its own library, except ids and times', async () => {
    const boss = new PgBoss({ db: queueDb, supervise: false, schedule: false });
    await boss.start();
    for (const name of JOB_NAMES) {
      await rows.query('DELETE FROM pgboss.job WHERE name = $1', [name]);
      await boss.send({ name });
      await insertJob(db, name);
      const { rows: sent } = await rows.query(
        `SELECT to_jsonb(j) - 'id' - 'created_on' - 'start_after' - 'keep_until'
           || jsonb_build_object('waits', start_after - created_on, 'kept', keep_until - start_after) AS job
         FROM pgboss.job j WHERE name = $1`,
        [name],
      );
      expect(sent).toHaveLength(2);
      expect(sent[0], name).toEqual(sent[1]);
    }
    await boss.stop({ graceful: false, wait: true });
  });

  it('has a job once for all workers, and keeps none that was fetched', async () => {
    const faults: unknown[] = [];
    const queues = await Promise.all([1, 2].map(() => openQueue(queueDb, (fault) => faults.push(fault))));
    await rows.query(`DELETE FROM pgboss.job WHERE name = 'repo.scan'`);
    for (let n = 0; n < 10; n++) await insertJob(db, 'repo.scan');
    const taken = await Promise.all(queues.map((queue) => queue.take('repo.scan', 6)));
    expect(taken.reduce((sum, n) => sum + n, 0)).toBe(10);
    expect(await jobsOf('repo.scan')).toBe(0);
    for (const queue of queues) await queue.close();
    expect(faults).toEqual([]);
  });
});

it('a step that fails is reported, and those after it are done', async () => {
  await rows.query(
    `INSERT INTO sessions (id, user_id, token_hash, created_at, expires_at) VALUES ($1, $2, 'x', now(), '2000-01-01')`,
    [newId(), userId],
  );
  const faults: string[] = [];
  await rows.query('ALTER TABLE idempotency_keys RENAME TO hidden');
  try {
    await tidy(ctx(), (_, doing) => faults.push(doing));
  } finally {
    await rows.query('ALTER TABLE hidden RENAME TO idempotency_keys');
  }
  expect(faults).toEqual(['delete old idempotency keys']);
  expect((await rows.query('SELECT FROM sessions')).rowCount).toBe(0);
});
