import { newUser, type TestUser } from '@tests/support/api';
import { sharedServer } from '@tests/support/sharedServer';
import pg from 'pg';
import { beforeAll, expect, it } from 'vitest';

const server = sharedServer();
let user: TestUser;
beforeAll(async () => {
  user = await newUser(server.url);
});

const body = { name: 'once', source_type: 'github' };
const create = (key: string, fields: object = body, who = user) =>
  who.ask('POST', '/api/repos', { body: fields, headers: { 'idempotency-key': key } });
const names = async () =>
  ((await user.ask('GET', '/api/repos?limit=100')).data.items as { name: string }[]).map(({ name }) => name);

it('the same key and body return the same repository again', async () => {
  const first = await create('k1');
  const again = await create('k1', { source_type: 'github', name: ' once ', unknown: 1 });
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.data).toEqual(first.data);
  expect(again.headers.get('location')).toBe(first.headers.get('location'));
});

it('sent many times at once, it creates one repository', async () => {
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => create('k2', { ...body, name: 'burst' })),
  );
  for (const { status } of answers) expect([201, 409]).toContain(status);
  const made = answers.filter(({ status }) => status === 201).map(({ data }) => data.id);
  expect(new Set(made).size).toBe(1);
  expect((await names()).filter((name) => name === 'burst')).toHaveLength(1);
});

it('409 while the first is in flight', async () => {
  const holder = new pg.Client({ connectionString: server.database.url });
  await holder.connect();
  const embedded = server.database.url.includes('host=');
  await holder.query('BEGIN');
  await holder.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`idempotency ${user.id} k3`]);
  const asked = create('k3');
  // The embedded database has one session, in which locks exclude no request: they wait for each other anyway.
  if (embedded) await holder.query('COMMIT');
  const answer = await asked;
  if (!embedded) await holder.query('COMMIT');
  await holder.end();
  expect(answer.status).toBe(embedded ? 201 : 409);
});

it('422 with another body, 404 when the repository was deleted meanwhile, 400 for an invalid key', async () => {
  const first = await create('k4');
  const other = await create('k4', { ...body, name: 'other' });
  expect(other.body).toEqual({
    success: false,
    code: 422,
    message: 'This Idempotency-Key was used with another request; use a new key',
  });
  await user.ask('DELETE', `/api/repos/${first.data.id}`);
  expect((await create('k4')).body).toEqual({
    success: false,
    code: 404,
    message: `Repo '${first.data.id}' not found`,
  });
  for (const key of ['', 'two words', 'x'.repeat(256), 'é']) {
    expect((await create(key)).body).toMatchObject({ code: 400 });
  }
  expect((await create('x'.repeat(255))).status).toBe(201);
});

it('a key belongs to its user, and a refused body uses none up', async () => {
  const other = await newUser(server.url);
  expect((await create('k5', {})).status).toBe(400);
  const mine = await create('k5');
  const theirs = await create('k5', body, other);
  expect(mine.status).toBe(201);
  expect(theirs.status).toBe(201);
  expect(theirs.data.id).not.toBe(mine.data.id);
});

it('after 24 hours a key can be used again', async () => {
  const first = await create('k6');
  const db = new pg.Client({ connectionString: server.database.url });
  await db.connect();
  await db.query(
    `UPDATE idempotency_keys SET created_at = created_at - interval '24 hours 1 second' WHERE key = 'k6'`,
  );
  await db.end();
  const anew = await create('k6', { ...body, name: 'anew' });
  expect(anew.status).toBe(201);
  expect(anew.data.id).not.toBe(first.data.id);
});
