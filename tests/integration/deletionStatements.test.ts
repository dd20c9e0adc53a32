import { freshDatabase, type TestDatabase } from '@tests/support/database';
import { type DatabaseProxy, startDatabaseProxy } from '@tests/support/databaseProxy';
import { connectTo, countRows, deletionRecord, fillRepo, NOTHING_LEFT } from '@tests/support/rows';
import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { proveActor } from '@/domain/actor';
import type { ActorContext, Db } from '@/domain/context';
import { deleteRepo } from '@/domain/deletions/service';
import { openDb } from '@/server/db';

let database: TestDatabase;
let proxy: DatabaseProxy;
let db: Db;
let rows: pg.Client;
const userId = v7();
beforeAll(async () => {
  database = await freshDatabase();
  proxy = await startDatabaseProxy(database.url);
  db = openDb(proxy.url, 1);
  rows = await connectTo(database.url);
  await rows.query(
    `INSERT INTO users (id, email, role, created_at) VALUES ($1, 'a@b.example', 'user', now())`,
    [userId],
  );
});
afterAll(async () => {
  await rows?.end();
  await db?.$disconnect();
  await proxy?.stop();
  await database?.stop();
});

async function newRepo(): Promise<string> {
  const id = v7();
  await rows.query(
    `INSERT INTO repos (id, user_id, name, source_type, remote_state, created_at, updated_at)
     VALUES ($1, $2, 'a', 'github', 'none', now(), now())`,
    [id, userId],
  );
  return id;
}

/** How many statements the deletion of a repo takes on an open connection. */
async function statementsOf(repoId: string): Promise<number> {
  const actor = proveActor({ userId, role: 'user', credential: { kind: 'session', sessionId: v7() } });
  await db.user.count();
  const before = proxy.answers();
  await deleteRepo({ db, actor, now: new Date() } as ActorContext, { id: repoId });
  return proxy.answers() - before;
}

it.each([
  ['was never scanned', 0],
  ['was scanned', 1],
])('a small repo that %s is deleted by one statement', async (_, scans) => {
  const id = await newRepo();
  await fillRepo(rows, id, scans, 20);
  expect(await statementsOf(id)).toBe(1);
  expect(await countRows(rows, id)).toEqual(NOTHING_LEFT);
  expect(await deletionRecord(rows, id)).toMatchObject({ orphans: 0, finished_at: expect.any(Date) });
});

it('a small repo with a webhook at its host is deleted by one statement, which leaves that to a worker', async () => {
  const id = await newRepo();
  await rows.query(
    `INSERT INTO host_items (id, repo_id, made_for_id, owner_id, connection_id, kind, provider, host, base_url, full_name,
       external_id, mark) VALUES ($1, $2, $2, $3, $1, 'webhook', 'gitea', 'h', 'https://h', 'o/n', '1', 'https://x')`,
    [v7(), id, userId],
  );
  expect(await statementsOf(id)).toBe(1);
  const left = await rows.query('SELECT repo_id, outcome FROM host_items WHERE made_for_id = $1', [id]);
  expect(left.rows).toEqual([{ repo_id: null, outcome: null }]);
});

it('a large repo is marked as deleted by seven statements, however large', async () => {
  const id = await newRepo();
  await fillRepo(rows, id, 1, 5_000);
  expect(await statementsOf(id)).toBe(7);
  expect(await countRows(rows, id)).toMatchObject({ repos: 1, findings: 5_000 });
});
