import { caller, newRepo, newUser, type TestUser, withToken } from '@tests/support/api';
import { connectTo, insertScan } from '@tests/support/rows';
import { sharedServer } from '@tests/support/sharedServer';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** Without a worker, so that scans stay as they are. */
const server = sharedServer();
let db: pg.Client;

beforeAll(async () => {
  db = await connectTo(server.database.url);
});
afterAll(async () => {
  await db?.end();
});

type Lists = { mine: string; shared: string; hidden: string; ids: string[] };

/** Scans, oldest first. Their repos are one of the user, a shared one, and one out of sight. */
async function manyScans(user: TestUser): Promise<Lists> {
  const other = await newUser(server.url);
  const [mine, shared, hidden] = [await newRepo(user), await newRepo(other), await newRepo(other)];
  const member = { user_id: user.id, role: 'viewer' };
  await other.ask('PUT', `/api/repos/${shared.id}/members`, { body: member });
  const ids: string[] = [];
  for (const [repo, status] of [
    [mine, 'completed'],
    [shared, 'failed'],
    [mine, 'cancelled'],
    [shared, 'completed'],
    [mine, 'queued'],
  ] as const) {
    ids.push(await insertScan(db, repo.id, { status }));
    await insertScan(db, hidden.id, { status });
  }
  return { mine: mine.id, shared: shared.id, hidden: hidden.id, ids };
}

async function idsAt(user: TestUser, path: string): Promise<string[]> {
  const { status, body, data } = await user.ask('GET', path);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return (data.items as { id: string }[]).map(({ id }) => id);
}

it('GET /api/scans lists the scans of all visible repositories, newest first, page by page', async () => {
  const user = await newUser(server.url);
  const { ids, mine, shared } = await manyScans(user);
  const newest = [...ids].reverse();
  expect(await idsAt(user, '/api/scans')).toEqual(newest);
  const first = await user.ask('GET', '/api/scans?limit=3');
  const rest = await idsAt(user, `/api/scans?limit=3&cursor=${first.data.next_cursor}`);
  expect([...(first.data.items as { id: string }[]).map(({ id }) => id), ...rest]).toEqual(newest);
  expect((first.data.items as object[])[0]).toEqual((await user.ask('GET', `/api/scans/${newest[0]}`)).data);
  const { items } = await user.trpc.scan.list.query({ limit: 100 });
  expect(items.map(({ id }) => id)).toEqual(newest);

  await user.ask('DELETE', `/api/repos/${mine}`);
  expect(await idsAt(user, '/api/scans')).toEqual([ids[3], ids[1]]);
  expect(await idsAt(user, `/api/repos/${shared}/scans`)).toEqual([ids[3], ids[1]]);
});

it('both lists filter by one status or several', async () => {
  const user = await newUser(server.url);
  const { ids, mine } = await manyScans(user);
  expect(await idsAt(user, '/api/scans?status=completed')).toEqual([ids[3], ids[0]]);
  expect(await idsAt(user, '/api/scans?status=failed&status=queued')).toEqual([ids[4], ids[1]]);
  expect(await idsAt(user, `/api/repos/${mine}/scans?status=cancelled`)).toEqual([ids[2]]);
  expect(await idsAt(user, '/api/scans?status=')).toHaveLength(5);
});

it.each([
  [
    'status=done',
    'status must be one of queued, ingesting, ingested, static_analysis, reporting, completed, failed, cancelled',
  ],
  ['cursor=nonsense', 'cursor must be a next_cursor that a list gave out'],
  ['limit=101', 'limit must be a whole number from 1 to 100'],
])('400: ?%s', async (query, message) => {
  const user = await newUser(server.url);
  const refused = { success: false, code: 400, message };
  expect((await user.ask('GET', `/api/scans?${query}`)).body).toEqual(refused);
});

it('others see none of them, and a token needs its scope', async () => {
  const user = await newUser(server.url);
  const { hidden } = await manyScans(user);
  expect((await caller(server.url).ask('GET', '/api/scans')).status).toBe(401);
  expect((await user.ask('GET', `/api/repos/${hidden}/scans`)).status).toBe(403);
  expect(await idsAt(await newUser(server.url), '/api/scans')).toEqual([]);
  const token = await withToken(server.url, user, ['repos:read']);
  const message = 'This token lacks the scope scans:read';
  expect((await token.ask('GET', '/api/scans')).body).toEqual({ success: false, code: 403, message });
});
