import { newRepo, newUser, type TestUser, until } from '@tests/support/api';
import { type GitServer, startGitServer } from '@tests/support/gitServer';
import type { RunningProcess } from '@tests/support/process';
import { connectTo, deletionRecord, fillRepo, insertScan } from '@tests/support/rows';
import { startServer, type TestServer } from '@tests/support/server';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LEASE } from '@/domain/jobs/schema';

/** Does not answer the first request, and answers all later ones. */
let isSilent = true;
let git: GitServer;
let server: TestServer;
let db: pg.Client;
let admin: TestUser;
let user: TestUser;
let first: RunningProcess;

beforeAll(async () => {
  git = await startGitServer({
    '/silent.git': (_request, response) => {
      if (!isSilent) response.writeHead(404).end();
    },
  });
  server = await startServer({ withWorker: true });
  db = await connectTo(server.database.url);
  admin = await newUser(server.url);
  user = await newUser(server.url);
  first = server.worker as RunningProcess;
});
afterAll(async () => {
  await db?.end();
  await server?.stop();
  await git?.stop();
});

const PATIENT = { timeout: 240_000 };
const PATIENCE_MS = 120_000;
const plain = { source_type: 'github', remote_url: null };

type Held = { worker_id: string | null; attempt: number; left: number };
const heldBy = async (table: string, prefix: string, id: string) =>
  (
    await db.query(
      `SELECT ${prefix}worker_id AS worker_id, ${prefix}attempt AS attempt,
         EXTRACT(epoch FROM ${prefix}lease_until - now())::float8 AS left FROM ${table} WHERE id = $1`,
      [id],
    )
  ).rows[0] as Held | undefined;
const probeOf = (id: string) => heldBy('repos', 'probe_', id);
const deletionOf = (id: string) => heldBy('deletions', '', id);
const isHeld = (held: Held | undefined) => typeof held?.worker_id === 'string';

const isFinished = (record: Record<string, unknown> | undefined) => record?.finished_at instanceof Date;

/**
 * Kills the worker, and starts another one that has to continue its tasks.
 * The lease of a deletion ends at once. The first and the last test wait for the end of theirs.
 */
async function killWorker(deletionId?: string): Promise<void> {
  await first.kill();
  if (deletionId !== undefined) {
    expect((await deletionOf(deletionId))?.left).toBeLessThanOrEqual(LEASE.duration);
    await db.query('UPDATE deletions SET lease_until = now() WHERE id = $1', [deletionId]);
  }
  first = await server.startPart('worker');
}

describe('a worker that is killed', PATIENT, () => {
  it('during a probe has it claimed by another when its lease expires', async () => {
    const { id } = await newRepo(user, { remote_url: git.url('silent.git') });
    const held = await until(() => probeOf(id), isHeld, PATIENCE_MS);
    isSilent = false;
    await killWorker();
    const left = await probeOf(id);
    expect(left?.worker_id).toBe(held?.worker_id);
    expect(left?.left).toBeLessThanOrEqual(LEASE.duration);
    const state = async () => (await user.ask('GET', `/api/repos/${id}/remote`)).data.state;
    expect(await until(state, (it) => it !== 'pending', PATIENCE_MS)).toBe('failed');
    expect(await probeOf(id)).toMatchObject({ worker_id: null, attempt: 2 });
  });

  it('during a purge has it claimed by another', async () => {
    const { id } = await newRepo(user, plain);
    await fillRepo(db, id, 1, 30_000);
    expect((await user.ask('DELETE', `/api/repos/${id}`)).status).toBe(200);
    await until(() => deletionOf(id), isHeld, PATIENCE_MS);
    await killWorker(id);
    const record = await until(() => deletionRecord(db, id), isFinished, PATIENCE_MS);
    expect(record).toMatchObject({ counts: { findings: 30_000, scans: 1 }, orphans: 0 });
    expect((await deletionOf(id))?.attempt).toBe(2);
  });

  it('during the deletion of a user has it claimed by another', async () => {
    const owner = await newUser(server.url);
    await db.query(
      `INSERT INTO repos (id, user_id, name, source_type, remote_state, created_at, updated_at)
       SELECT gen_random_uuid(), $1, 'r' || n, 'github', 'none', now(), now() FROM generate_series(1, 1500) n`,
      [owner.id],
    );
    expect((await admin.ask('DELETE', `/api/users/${owner.id}`)).status).toBe(200);
    await until(() => deletionOf(owner.id), isHeld, PATIENCE_MS);
    await killWorker(owner.id);
    const record = await until(() => deletionRecord(db, owner.id), isFinished, PATIENCE_MS);
    expect(record).toMatchObject({ counts: { repos: 1_500 }, orphans: 0 });
  });

  it('during a run of the retention rule has it claimed by another', async () => {
    const { id } = await newRepo(user, plain);
    await fillRepo(db, id, 1, 30_000);
    await db.query(
      `UPDATE findings SET status = 'fixed', updated_at = now() - interval '100 days' WHERE repo_id = $1`,
      [id],
    );
    await db.query(`UPDATE scans SET created_at = now() - interval '100 days' WHERE repo_id = $1`, [id]);
    await insertScan(db, id);
    await admin.ask('PATCH', '/api/retention', { body: { days: 30 } });
    const run = async () =>
      (await db.query(`SELECT * FROM deletions WHERE kind = 'retention'`)).rows[0] as
        | (Record<string, unknown> & Held)
        | undefined;
    const held = await until(run, isHeld, PATIENCE_MS);
    await killWorker(String(held?.id));
    const over = await until(run, isFinished, PATIENCE_MS);
    expect(over).toMatchObject({ counts: { scans: 1, findings: 30_000 } });
    expect(over?.attempt).toBeGreaterThan(1);
  });

  it('alone, while another one runs, leaves no work undone', async () => {
    const beside = await server.startPart('worker');
    const repos = await Promise.all(Array.from({ length: 6 }, () => newRepo(user, plain)));
    for (const { id } of repos) await fillRepo(db, id, 1, 5_000);
    for (const { id } of repos) expect((await user.ask('DELETE', `/api/repos/${id}`)).status).toBe(200);
    await first.kill();
    for (const { id } of repos) {
      await until(
        () => deletionRecord(db, id),
        (it) => it?.finished_at instanceof Date,
        PATIENCE_MS,
      );
    }
    await beside.stop();
    const { rows } = await db.query('SELECT id FROM deletions WHERE finished_at IS NULL');
    expect(rows).toEqual([]);
  });
});
