import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { connectTo, insertConnection } from '@tests/support/rows';
import { startServer, type TestServer } from '@tests/support/server';
import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';

let server: TestServer;
let db: pg.Client;
let user: TestUser;
beforeAll(async () => {
  server = await startServer({ env: { HEIMDALL_URL: 'https://localhost' } });
  user = await newUser(server.url);
  db = await connectTo(server.database.url);
});
afterAll(async () => {
  await db?.end();
  await server?.stop();
});

async function expiryOf(userId: string): Promise<Date> {
  const { rows } = await db.query<{ expires_at: Date }>(
    'SELECT expires_at FROM sessions WHERE user_id = $1',
    [userId],
  );
  return rows[0]?.expires_at ?? new Date(0);
}

it('a session in use is renewed for seven days, with its cookie; an expired one is refused', async () => {
  const daysAhead = async () => Math.round(((await expiryOf(user.id)).getTime() - Date.now()) / 86_400_000);
  expect(await daysAhead()).toBe(7);
  expect((await user.ask('GET', '/api/auth/me')).headers.get('set-cookie')).toBeNull();

  await db.query(`UPDATE sessions SET expires_at = now() + interval '5 days' WHERE user_id = $1`, [user.id]);
  const renewed = await user.ask('GET', '/api/auth/me');
  const cookie = `session=${user.token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=604800; Secure`;
  expect(renewed.headers.get('set-cookie')).toBe(cookie);
  expect(await daysAhead()).toBe(7);

  await db.query(`UPDATE sessions SET expires_at = now() - interval '1 second' WHERE user_id = $1`, [
    user.id,
  ]);
  expect((await user.ask('GET', '/api/auth/me')).status).toBe(401);
});

it('an expired API token is refused', async () => {
  const owner = await newUser(server.url);
  const body = { name: 'ci', scopes: ['repos:read'], expires_in_days: 1 };
  const { token } = (await owner.ask('POST', '/api/tokens', { body })).data;
  const headers = { authorization: `Bearer ${token}` };
  expect((await owner.ask('GET', '/api/repos', { headers })).status).toBe(200);
  await db.query(`UPDATE api_tokens SET expires_at = now() - interval '1 second' WHERE user_id = $1`, [
    owner.id,
  ]);
  expect((await owner.ask('GET', '/api/repos', { headers })).status).toBe(401);
});

it('secrets are stored as digests only', async () => {
  const owner = await newUser(server.url);
  const body = { name: 'ci', scopes: ['repos:read'], expires_in_days: 1 };
  const { token } = (await owner.ask('POST', '/api/tokens', { body })).data;
  for (const table of ['sessions', 'api_tokens', 'users', 'password_links']) {
    const { rows } = await db.query(`SELECT row_to_json(t)::text AS text FROM ${table} t`);
    const stored = rows.map(({ text }) => text).join('\n');
    for (const secret of [owner.token, String(token), 'correct horse'])
      expect(stored, table).not.toContain(secret);
  }
});

const connect = (owner: TestUser) => insertConnection(db, owner.id);

it("a repository of a Git host is linked to its owner's newest connection there", async () => {
  const owner = await newUser(server.url);
  await connect(owner);
  const connection = await connect(owner);
  const create = (source: string, who = owner) =>
    who.ask('POST', '/api/repos', { body: { name: 'x', source_type: source } });
  expect((await create('github')).data.oauth_connection_id).toBe(connection);
  expect((await create('gitlab')).data.oauth_connection_id).toBeNull();
  expect((await create('github', await newUser(server.url))).data.oauth_connection_id).toBeNull();
});

it("PATCH links a repository to one of its owner's connections, and to no other", async () => {
  const [owner, other] = [await newUser(server.url), await newUser(server.url)];
  const [mine, theirs] = [await connect(owner), await connect(other)];
  const { id } = await newRepo(owner);
  const link = (oauth_connection_id: string) =>
    owner.ask('PATCH', `/api/repos/${id}`, { body: { oauth_connection_id } });
  expect((await link(mine.toUpperCase())).data.oauth_connection_id).toBe(mine);
  const message = 'oauth_connection_id must be the id of one of your connections';
  for (const wrong of [theirs, v7(), 'abc']) {
    expect((await link(wrong)).body).toEqual({ success: false, code: 400, message });
  }
  expect((await owner.ask('GET', `/api/repos/${id}`)).data.oauth_connection_id).toBe(mine);
});
