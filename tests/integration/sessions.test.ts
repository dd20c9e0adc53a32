import { type Caller, caller, newUser, PASSWORD, signIn, type TestUser, withToken } from '@tests/support/api';
import { refusal } from '@tests/support/refusal';
import { connectTo } from '@tests/support/rows';
import { startServer, type TestServer } from '@tests/support/server';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

let server: TestServer;
let db: pg.Client;
let admin: TestUser;
let user: TestUser;

beforeAll(async () => {
  server = await startServer({ env: { TRUST_PROXY: 'true' } });
  admin = await newUser(server.url);
  db = await connectTo(server.database.url);
});
beforeEach(async () => {
  user = await newUser(server.url);
});
afterAll(async () => {
  await db?.end();
  await server?.stop();
});

const UNKNOWN = '01936d2f-8c4e-7890-b123-456789abcdef';
const NOBODY = { message: 'Authentication required', httpStatus: 401 };
const notFound = (id: string) => ({ message: `Session '${id}' not found`, httpStatus: 404 });
const sessionsOf = (who: { trpc: TestUser['trpc'] }) => who.trpc.session.list.query();

describe('session.list', () => {
  it('shows the origin of each session, newest first, and which one is the current', async () => {
    const headers = (agent: string) => ({ 'user-agent': agent, 'x-forwarded-for': '203.0.113.7' });
    const browser = await signIn(server.url, user.email, { headers: headers('Firefox') });
    await caller(server.url, headers('x'.repeat(300))).trpc.account.login.mutate({
      email: user.email,
      password: PASSWORD,
    });
    const shown = await sessionsOf(browser);
    expect(shown).toMatchObject([
      { userAgent: 'x'.repeat(255), address: '203.0.113.7', current: false },
      { userAgent: 'Firefox', address: '203.0.113.7', current: true },
      { userAgent: 'node', address: expect.stringMatching(/^(127\.0\.0\.1|::1)$/), current: false },
    ]);
    for (const session of shown) {
      const fields = ['id', 'createdAt', 'expiresAt', 'userAgent', 'address', 'current'];
      expect(Object.keys(session)).toEqual(fields);
      expect(new Date(session.expiresAt).getTime() - new Date(session.createdAt).getTime()).toBe(604_800_000);
    }
  });

  it.each(['REST', 'tRPC'])(
    'knows the session of a registration and of a one-time link, by %s',
    async (edge) => {
      const { trpc, ask } = caller(server.url, { 'user-agent': `by ${edge}` });
      const input = { email: `${edge}-own@example.com`, password: PASSWORD };
      const { setPasswordUrl } = await admin.trpc.account.createUser.mutate({ email: `${edge}@example.com` });
      const link = { token: String(new URL(setPasswordUrl).searchParams.get('token')), password: PASSWORD };
      const tokens =
        edge === 'REST'
          ? [
              (await ask('POST', '/api/auth/register', { body: input })).data.token,
              (await ask('POST', '/api/auth/set-password', { body: link })).data.token,
            ]
          : [
              (await trpc.account.register.mutate(input)).token,
              (await trpc.account.setPassword.mutate(link)).token,
            ];
      for (const token of tokens) {
        const me = caller(server.url, { cookie: `session=${token}` });
        expect(await sessionsOf(me)).toMatchObject([{ userAgent: `by ${edge}`, current: true }]);
      }
    },
  );

  it('skips expired sessions, and those of other users', async () => {
    await signIn(server.url, user.email);
    await db.query(
      `UPDATE sessions SET expires_at = now() - interval '1 second'
       WHERE user_id = $1 AND id <> (SELECT min(id::text)::uuid FROM sessions WHERE user_id = $1)`,
      [user.id],
    );
    expect(await sessionsOf(user)).toMatchObject([{ current: true }]);
  });

  it('shows a session from before origins were recorded', async () => {
    await db.query('UPDATE sessions SET user_agent = NULL, address = NULL WHERE user_id = $1', [user.id]);
    expect(await sessionsOf(user)).toMatchObject([{ userAgent: null, address: null, current: true }]);
  });

  it('shows a hundred at most, the newest', async () => {
    await db.query(
      `INSERT INTO sessions (id, token_hash, user_id, expires_at, created_at)
       SELECT gen_random_uuid(), $1::uuid::text || n, $1::uuid, now() + interval '1 day', now() FROM generate_series(1, 120) n`,
      [user.id],
    );
    const ids = (await sessionsOf(user)).map(({ id }) => id);
    expect(ids).toHaveLength(100);
    expect(ids).toEqual([...ids].sort().reverse());
  });
});

describe('session.end', () => {
  it('ends one at once, and only once', async () => {
    const lost = await signIn(server.url, user.email);
    const [newest] = await sessionsOf(user);
    const id = String(newest?.id);
    expect((await lost.ask('GET', '/api/repos')).status).toBe(200);
    expect(await user.trpc.session.end.mutate({ id })).toEqual({ id, deleted: true });
    expect((await lost.ask('GET', '/api/repos')).status).toBe(401);
    expect(await refusal(sessionsOf(lost))).toMatchObject(NOBODY);
    expect(await refusal(user.trpc.session.end.mutate({ id }))).toMatchObject(notFound(id));
    expect(await sessionsOf(user)).toHaveLength(1);
  });

  it('ends the current one too', async () => {
    const [mine] = await sessionsOf(user);
    await user.trpc.session.end.mutate({ id: String(mine?.id) });
    expect(await refusal(user.trpc.account.me.query())).toMatchObject(NOBODY);
  });

  it("does not know another user's, an unknown or a malformed one", async () => {
    const [theirs] = await sessionsOf(admin);
    for (const id of [String(theirs?.id), UNKNOWN, 'abc', '']) {
      expect(await refusal(user.trpc.session.end.mutate({ id }))).toMatchObject(notFound(id));
    }
    expect((await admin.ask('GET', '/api/auth/me')).status).toBe(200);
  });
});

describe('session.endOthers', () => {
  it('ends all but the current one, and returns how many', async () => {
    const others = await Promise.all([1, 2, 3].map(() => signIn(server.url, user.email)));
    expect(await user.trpc.session.endOthers.mutate()).toEqual({ ended: 3 });
    for (const other of others) expect((await other.ask('GET', '/api/auth/me')).status).toBe(401);
    expect(await sessionsOf(user)).toMatchObject([{ current: true }]);
    expect(await user.trpc.session.endOthers.mutate()).toEqual({ ended: 0 });
    expect((await admin.ask('GET', '/api/auth/me')).status).toBe(200);
  });
});

describe('sessions over REST', () => {
  const listed = async (who: Caller, query = '') =>
    (await who.ask('GET', `/api/sessions${query}`)).data as { items: { id: string }[]; next_cursor: unknown };
  const end = (who: Caller, id: string) => who.ask('DELETE', `/api/sessions/${id}`);

  it('are listed by pages, newest first, and mark the current one', async () => {
    await signIn(server.url, user.email, { headers: { 'user-agent': 'Firefox' } });
    const first = await listed(user, '?limit=1');
    expect(first.items).toMatchObject([{ user_agent: 'Firefox', current: false }]);
    const second = await listed(user, `?limit=1&cursor=${first.next_cursor}`);
    expect(second).toMatchObject({ items: [{ user_agent: 'node', current: true }], next_cursor: null });
    const fields = ['id', 'created_at', 'expires_at', 'user_agent', 'address', 'current'];
    expect(Object.keys(second.items[0] ?? {})).toEqual(fields);
  });

  it.each([
    ['limit=0', 'limit must be a whole number from 1 to 100'],
    ['cursor=x', 'cursor must be a next_cursor that a list gave out'],
  ])('%s: 400', async (query, message) => {
    const { body } = await user.ask('GET', `/api/sessions?${query}`);
    expect(body).toEqual({ success: false, code: 400, message });
  });

  it('are ended once, by their own user alone', async () => {
    const lost = await signIn(server.url, user.email);
    const id = String((await listed(user)).items[0]?.id);
    const gone = { success: false, code: 404, message: `Session '${id}' not found` };
    expect((await end(admin, id)).body).toEqual(gone);
    expect((await end(user, id)).body).toEqual({ success: true, data: { id, deleted: true } });
    expect((await end(user, id)).body).toEqual(gone);
    expect((await lost.ask('GET', '/api/auth/me')).status).toBe(401);
    expect((await end(user, 'abc')).body).toMatchObject({ code: 404, message: "Session 'abc' not found" });
  });
});

it('neither an API token nor an anonymous client manages sessions', async () => {
  const token = await withToken(server.url, user, ['repos:read', 'repos:write']);
  const { session: tokens } = token.trpc;
  const { session: anonymousSession } = caller(server.url).trpc;
  const message = 'This needs a signed-in session, not an API token';
  for (const [calls, refused] of [
    [tokens, { message, httpStatus: 403, reason: 'session_only' }],
    [anonymousSession, NOBODY],
  ] as const) {
    expect(await refusal(calls.list.query())).toMatchObject(refused);
    expect(await refusal(calls.end.mutate({ id: UNKNOWN }))).toMatchObject(refused);
    expect(await refusal(calls.endOthers.mutate())).toMatchObject(refused);
  }
  for (const [method, path] of [
    ['GET', '/api/sessions'],
    ['DELETE', `/api/sessions/${UNKNOWN}`],
  ] as const) {
    expect((await token.ask(method, path)).body).toEqual({ success: false, code: 403, message });
    expect((await caller(server.url).ask(method, path)).body).toMatchObject({ code: 401 });
  }
});
