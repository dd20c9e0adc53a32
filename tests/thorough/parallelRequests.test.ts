import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { connectTo } from '@tests/support/rows';
import { startServer, type TestServer } from '@tests/support/server';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Requests of one user that wait for each other, and what is left for others. */
let server: TestServer;
/** It holds the locks that requests wait for. */
let holder: pg.Client;
let observer: pg.Client;
let user: TestUser;
let other: TestUser;

beforeAll(async () => {
  server = await startServer({ env: { HEIMDALL_DB_POOL_SIZE: '4', HEIMDALL_OPEN_REGISTRATION: 'true' } });
  holder = await connectTo(server.database.url);
  observer = await connectTo(server.database.url);
  user = await newUser(server.url);
  other = await newUser(server.url);
});
afterAll(async () => {
  await holder?.end();
  await observer?.end();
  await server?.stop();
});

const LOCKED = `wait_event_type = 'Lock' AND datname = current_database()`;
const waiting = async () => {
  const { rows } = await observer.query(`SELECT FROM pg_stat_activity WHERE ${LOCKED}`);
  return rows.length;
};

/** With one session, as the embedded database has, an open transaction blocks all requests. */
describe.skipIf(process.env.TEST_DATABASE_URL === undefined)('on a PostgreSQL server', () => {
  it('parallel writes of a user wait without connections, and leave half of them to others', async () => {
    await holder.query('BEGIN');
    await holder.query('SELECT FROM users WHERE id = $1 FOR UPDATE', [user.id]);
    const saved = Array.from({ length: 104 }, (_, n) =>
      user.ask('POST', '/api/views', { body: { name: `View ${n}`, filter: {} } }),
    );
    await expect.poll(waiting, { timeout: 30_000 }).toBe(2);
    expect((await other.ask('POST', '/api/views', { body: { name: 'One', filter: {} } })).status).toBe(201);
    expect((await other.ask('GET', '/api/repos')).status).toBe(200);
    await holder.query('COMMIT');
    const statuses = (await Promise.all(saved)).map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array(100).fill(201), ...Array(4).fill(400)]);
  });

  it('a preview whose turn does not come is refused, and says when to try again', async () => {
    const repo = await newRepo(user);
    const preview = () => user.ask('GET', `/api/repos/${repo.id}/deletion-preview`);
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE findings IN ACCESS EXCLUSIVE MODE');
    const first = preview();
    await expect.poll(waiting, { timeout: 30_000 }).toBe(1);
    const [second, third] = await Promise.all([preview(), preview()]);
    const message = 'Too many previews run at this moment; try again in 5 seconds';
    for (const refused of [second, third]) {
      expect(refused.body).toEqual({ success: false, code: 429, message });
      expect(refused.headers.get('retry-after')).toBe('5');
    }
    await holder.query('COMMIT');
    expect((await first).status).toBe(200);
    expect((await preview()).status).toBe(200);
  });
});
