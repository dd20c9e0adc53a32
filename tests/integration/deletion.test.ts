import { newRepo, newUser, type TestUser, until } from '@tests/support/api';
import { type KeptServer, keptServer } from '@tests/support/keptServer';
import { connectTo, countRows, deletionRecord, fillRepo, NOTHING_LEFT } from '@tests/support/rows';
import { startWorkerHere, type WorkerHere } from '@tests/support/workerHere';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let server: KeptServer;
let worker: WorkerHere;
let user: TestUser;
let db: pg.Client;

beforeAll(async () => {
  server = await keptServer();
  worker = await startWorkerHere(server);
  user = await newUser(server.url);
  db = await connectTo(server.database.url);
});
afterAll(async () => {
  await db?.end();
  await worker?.stop();
});

/** The rows of a repo after its purge. A small repo is deleted with the answer, unless the machine is very busy. */
const leftOf = (id: string) =>
  until(
    () => countRows(db, id),
    ({ repos }) => repos === 0,
  ).then(() => countRows(db, id));

/** The embedded database has one session, so all others wait while a transaction is open. */
const isServer = () => !server.database.url.includes('host=');
const remove = (id: string) => user.ask('DELETE', `/api/repos/${id}`);

describe('a delete', () => {
  it('deletes everything below the repo, nothing else, and keeps one record', async () => {
    const [repo, other] = [await newRepo(user), await newRepo(user)];
    await fillRepo(db, repo.id, 3, 10);
    await fillRepo(db, other.id, 1, 5);
    const preview = await user.ask('GET', `/api/repos/${repo.id}/deletion-preview`);
    expect(preview.data).toEqual({ scans: 3, findings: 30, events: 60, issues: 0 });
    expect((await remove(repo.id)).status).toBe(200);
    expect(await leftOf(repo.id)).toEqual(NOTHING_LEFT);
    expect(await countRows(db, other.id)).toMatchObject({
      repos: 1,
      scans: 1,
      stages: 1,
      findings: 5,
      events: 10,
    });
    const record = await deletionRecord(db, repo.id);
    expect(record).toMatchObject({ actor_id: user.id, counts: { scans: 3, findings: 30 }, orphans: 0 });
    expect(record?.finished_at).toBeInstanceOf(Date);
  });

  it('requested many times at once succeeds once', async () => {
    const repo = await newRepo(user);
    await fillRepo(db, repo.id, 2, 50);
    const answers = await Promise.all(Array.from({ length: 6 }, () => remove(repo.id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404, 404, 404, 404]);
    expect(await leftOf(repo.id)).toEqual(NOTHING_LEFT);
    expect(await deletionRecord(db, repo.id)).toMatchObject({ counts: { scans: 2, findings: 100 } });
  });

  it('of another user changes nothing, and sends no job', async () => {
    const other = await newUser(server.url);
    const repo = await newRepo(user, { source_type: 'github', remote_url: null });
    await fillRepo(db, repo.id, 1, 1);
    const before = await countRows(db, repo.id);
    expect((await other.ask('DELETE', `/api/repos/${repo.id}`)).status).toBe(403);
    expect(await countRows(db, repo.id)).toEqual(before);
    expect(await deletionRecord(db, repo.id)).toBeUndefined();
  });

  it('does not wait for writers below the repo, whose rows are deleted too; a later writer finds no repo', async () => {
    const repo = await newRepo(user);
    const writer = await connectTo(server.database.url);
    const later = await connectTo(server.database.url);
    await writer.query('BEGIN');
    const lock = 'SELECT 1 FROM repos WHERE id = $1 AND deleted_at IS NULL FOR KEY SHARE';
    expect((await writer.query(lock, [repo.id])).rowCount).toBe(1);
    const removal = remove(repo.id);
    if (isServer()) {
      expect((await removal).status).toBe(200);
      expect((await later.query(lock, [repo.id])).rowCount).toBe(0);
    }
    await fillRepo(writer, repo.id, 1, 3);
    if (isServer()) expect((await user.ask('GET', `/api/repos/${repo.id}`)).status).toBe(404);
    await writer.query('COMMIT');
    expect((await removal).status).toBe(200);
    expect((await later.query(lock, [repo.id])).rowCount).toBe(0);
    for (const client of [writer, later]) await client.end();
    expect(await leftOf(repo.id)).toEqual(NOTHING_LEFT);
    const counts = { counts: { scans: 1, findings: 3 }, orphans: 0 };
    expect(await deletionRecord(db, repo.id)).toMatchObject(counts);
  });

  it('too large for the request is marked at once, and finished by the worker', async () => {
    const repo = await newRepo(user);
    await fillRepo(db, repo.id, 2, 600);
    expect((await remove(repo.id)).status).toBe(200);
    expect((await user.ask('GET', `/api/repos/${repo.id}`)).status).toBe(404);
    expect(JSON.stringify((await user.ask('GET', '/api/repos?limit=100')).data)).not.toContain(repo.id);
    expect(await leftOf(repo.id)).toEqual(NOTHING_LEFT);
    const record = await deletionRecord(db, repo.id);
    expect(record).toMatchObject({ counts: { scans: 2, findings: 1_200 } });
    expect(record?.finished_at).toBeInstanceOf(Date);
  });
});
