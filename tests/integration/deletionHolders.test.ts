import { setTimeout as pause } from 'node:timers/promises';
import { newRepo, newUser, type TestUser, until } from '@tests/support/api';
import { type KeptServer, keptServer } from '@tests/support/keptServer';
import { orphansIn } from '@tests/support/orphans';
import { untilPurged } from '@tests/support/purges';
import { connectTo, countRows, deletionRecord, fillRepo, insertClaimedScan } from '@tests/support/rows';
import { startWorkerHere, type WorkerHere } from '@tests/support/workerHere';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '@/domain/context';
import { heartbeat, ScanEnded } from '@/domain/scans/lifecycle';
import { openDb } from '@/server/db';

let server: KeptServer;
let worker: WorkerHere;
let db: pg.Client;
let user: TestUser;

beforeAll(async () => {
  server = await keptServer();
  worker = await startWorkerHere(server);
  db = await connectTo(server.database.url);
  user = await newUser(server.url);
});
afterAll(async () => {
  await db?.end();
  await worker?.stop();
});

/** For a busy machine. */
const PATIENT = { timeout: 240_000 };
const PATIENCE_MS = 90_000;
/** With one session, an open transaction blocks everything, and not only the holders of its locks. */
const isServer = () => !server.database.url.includes('host=');
const remove = (id: string) => user.ask('DELETE', `/api/repos/${id}`);
const plain = { source_type: 'github', remote_url: null };
/** Waits until so many purges wait for a lock. */
const waiting = (purges: number) =>
  until(
    async () => {
      const waits = `wait_event_type = 'Lock' AND datname = current_database()`;
      return (await db.query(`SELECT pid FROM pg_stat_activity WHERE ${waits}`)).rowCount ?? 0;
    },
    (count) => count >= purges,
    PATIENCE_MS,
  );
/** Waits until the worker has claimed a deletion again, as it waits for a lock no longer than some seconds. */
const claimedAgain = (id: string) =>
  until(
    async () =>
      Number((await db.query('SELECT attempt FROM deletions WHERE id = $1', [id])).rows[0]?.attempt),
    (attempt) => attempt > 1,
    PATIENCE_MS,
  );
const gone = (id: string) => untilPurged(db, id, PATIENCE_MS);

async function filledRepos(count: number): Promise<string[]> {
  const repos = await Promise.all(Array.from({ length: count }, () => newRepo(user, plain)));
  for (const { id } of repos) await fillRepo(db, id, 1, 1_000);
  return repos.map(({ id }) => id);
}

describe('a transaction that locks', PATIENT, () => {
  it('the live repo for a write: its rows are deleted and counted, too', async () => {
    const { id } = await newRepo(user, plain);
    await fillRepo(db, id, 1, 400);
    const writer = await connectTo(server.database.url);
    await writer.query('BEGIN');
    await writer.query('SELECT 1 FROM repos WHERE id = $1 AND deleted_at IS NULL FOR KEY SHARE', [id]);
    const removal = remove(id);
    if (isServer()) expect((await removal).status).toBe(200);
    await (isServer() ? waiting(1) : pause(500));
    if (isServer()) expect(await countRows(db, id)).toMatchObject({ repos: 1, findings: 400 });
    await fillRepo(writer, id, 1, 400);
    await writer.query('COMMIT');
    await writer.end();
    expect((await removal).status).toBe(200);
    await gone(id);
    const counts = { counts: { scans: 2, findings: 800 }, total: 800, orphans: 0 };
    expect(await deletionRecord(db, id)).toMatchObject(counts);
  });

  it('as many live repos as a worker purges at once does not block other purges', async (test) => {
    if (!isServer()) return test.skip();
    const [held, others] = [await filledRepos(2), await filledRepos(2)];
    const writer = await connectTo(server.database.url);
    await writer.query('BEGIN');
    await writer.query('SELECT 1 FROM repos WHERE id = ANY($1) FOR KEY SHARE', [held]);
    for (const id of held) expect((await remove(id)).status).toBe(200);
    await waiting(held.length);
    for (const id of others) expect((await remove(id)).status).toBe(200);
    for (const id of others) await gone(id);
    for (const id of held) await claimedAgain(id);
    for (const id of held) expect(await countRows(db, id)).toMatchObject({ findings: 1_000, repos: 1 });
    await writer.query('ROLLBACK');
    await writer.end();
    for (const id of held) {
      await gone(id);
      expect(await deletionRecord(db, id)).toMatchObject({ counts: { findings: 1_000 }, orphans: 0 });
    }
  });

  it('a running scan: it learns at its next heartbeat that its repo is deleted', async () => {
    const { id: repoId } = await newRepo(user, plain);
    const run = await insertClaimedScan(db, repoId);
    const prisma = openDb(server.database.url, 2);
    const ctx = { db: prisma, now: new Date() } as Context;
    await heartbeat(ctx, run, 'fetch', {});
    await db.query('UPDATE repos SET deleted_at = now() WHERE id = $1', [repoId]);
    await expect(heartbeat(ctx, run, 'fetch', {})).rejects.toBeInstanceOf(ScanEnded);
    await prisma.$disconnect();
  });

  it('a scan of the deleted repo, and changes it, does not change the count', async (test) => {
    if (!isServer()) return test.skip();
    const { id } = await newRepo(user, plain);
    await fillRepo(db, id, 3, 500);
    await db.query("UPDATE scans SET status = 'completed' WHERE repo_id = $1", [id]);
    const writer = await connectTo(server.database.url);
    await writer.query('BEGIN');
    // As the deletion of the requesting account does.
    await writer.query('UPDATE scans SET triggered_by = NULL WHERE repo_id = $1', [id]);
    expect((await remove(id)).status).toBe(200);
    const findingsGone = ({ findings }: Record<string, number>) => findings === 0;
    await until(() => countRows(db, id), findingsGone, PATIENCE_MS);
    await pause(1_000);
    await writer.query('COMMIT');
    await writer.end();
    await gone(id);
    expect(await deletionRecord(db, id)).toMatchObject({ counts: { scans: 3, findings: 1_500 }, orphans: 0 });
  });

  it('a finding of the deleted repo for longer than a batch may wait delays its purge only', async (test) => {
    if (!isServer()) return test.skip();
    const [{ id }, other] = [await newRepo(user, plain), await newRepo(user, plain)];
    await fillRepo(db, id, 1, 1_000);
    await fillRepo(db, other.id, 1, 1_000);
    const holder = await connectTo(server.database.url);
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM findings WHERE repo_id = $1 ORDER BY id DESC LIMIT 1 FOR UPDATE', [id]);
    for (const it of [id, other.id]) expect((await remove(it)).status).toBe(200);
    await gone(other.id);
    await pause(10_000);
    expect(await deletionRecord(db, id)).toMatchObject({ finished_at: null });
    expect(await countRows(db, id)).toMatchObject({ repos: 1 });
    await holder.query('ROLLBACK');
    await holder.end();
    await gone(id);
    expect(await deletionRecord(db, id)).toMatchObject({ counts: { findings: 1_000 }, orphans: 0 });
  });

  it('nothing any more: no row refers to a deleted one', async () => {
    expect(await orphansIn(db)).toEqual({});
  });
});
