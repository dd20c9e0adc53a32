import { caller, newUser, PASSWORD, type TestUser } from '@tests/support/api';
import { sharedServer } from '@tests/support/sharedServer';
import { beforeAll, describe, expect, it } from 'vitest';

const server = sharedServer();
const { admin } = server;
let user: TestUser;

beforeAll(async () => {
  user = await newUser(server.url);
});

const ask = (...args: Parameters<TestUser['ask']>) => caller(server.url).ask(...args);
const fail = (code: number, message: string) => ({ success: false, code, message });
const REFUSED = fail(401, 'Authentication required');

describe('POST /api/auth/register', () => {
  it('201: answers with token and user, and sets the documented cookie', async () => {
    const body = { email: ' New.User@Example.com ', password: PASSWORD, display_name: 'New User' };
    const answer = await ask('POST', '/api/auth/register', { body });
    expect(answer.status).toBe(201);
    expect(Object.keys(answer.data)).toEqual(['token', 'user']);
    expect(Object.keys(answer.data.user as object)).toEqual([
      'id',
      'email',
      'display_name',
      'role',
      'created_at',
    ]);
    expect(answer.data.user).toMatchObject({
      email: 'new.user@example.com',
      display_name: 'New User',
      role: 'user',
    });
    const cookie = `session=${answer.data.token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=604800`;
    expect(answer.headers.get('set-cookie')).toBe(cookie);
    // 256 bits, in base64url.
    expect(answer.data.token).toMatch(/^[\w-]{43}$/);
  });

  it.each([
    [{}, 'email is required'],
    [{ email: 'nobody' }, 'email must be a valid e-mail address'],
    [{ email: 'a@example.com' }, 'password is required'],
    [{ email: 'a@example.com', password: 'seven77' }, 'password must be 8 to 128 characters'],
    [{ email: 'a@example.com', password: 'x'.repeat(129) }, 'password must be 8 to 128 characters'],
  ])('400: %j', async (body, message) => {
    expect((await ask('POST', '/api/auth/register', { body })).body).toEqual(fail(400, message));
  });

  it('409: an address has one account, in any spelling and with any number of requests at once', async () => {
    const body = { email: 'once@example.com', password: PASSWORD };
    const tries = await Promise.all([1, 2, 3, 4].map(() => ask('POST', '/api/auth/register', { body })));
    expect(tries.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    const again = await ask('POST', '/api/auth/register', { body: { ...body, email: 'ONCE@example.com' } });
    expect(again.body).toEqual(fail(409, 'A user with this email already exists'));
  });

  it('403: another site may not register', async () => {
    const body = { email: 'csrf@example.com', password: PASSWORD };
    const answer = await ask('POST', '/api/auth/register', {
      body,
      headers: { origin: 'https://evil.example' },
    });
    expect(answer.body).toEqual(fail(403, 'Cross-site request refused'));
  });
});

describe('POST /api/auth/login and logout', () => {
  it('200: signs in, and the session ends with the sign-out', async () => {
    const { status, data, headers } = await ask('POST', '/api/auth/login', {
      body: { email: user.email, password: PASSWORD },
    });
    expect(status).toBe(200);
    expect(headers.get('set-cookie')).toContain(`session=${data.token};`);
    const session = caller(server.url, { cookie: `session=${data.token}` });
    expect((await session.ask('GET', '/api/auth/me')).data).toEqual(data.user);
    const out = await session.ask('POST', '/api/auth/logout');
    expect(out.body).toEqual({ success: true, data: { message: 'Logged out' } });
    expect(out.headers.get('set-cookie')).toMatch(/^session=; .*Max-Age=0/);
    expect((await session.ask('GET', '/api/auth/me')).body).toEqual(REFUSED);
    expect((await user.ask('GET', '/api/auth/me')).status).toBe(200);
  });

  it.each([
    ['a wrong password', () => ({ email: user.email, password: 'wrong horse battery' })],
    ['an unknown account', () => ({ email: 'nobody@example.com', password: PASSWORD })],
    ['a password of one letter', () => ({ email: user.email, password: 'x' })],
  ])('401: %s', async (_what, body) => {
    const answer = await ask('POST', '/api/auth/login', { body: body() });
    expect(answer.body).toEqual(fail(401, 'Invalid email or password'));
  });

  it.each([
    [{ password: PASSWORD }, 'email is required'],
    [{ email: 'a@example.com' }, 'password is required'],
    [{ email: 'a\u0000@example.com', password: PASSWORD }, 'email must not contain control characters'],
  ])('400: %j', async (body, message) => {
    expect((await ask('POST', '/api/auth/login', { body })).body).toEqual(fail(400, message));
  });

  it('401: sign-out without a session', async () => {
    expect((await ask('POST', '/api/auth/logout')).body).toEqual(REFUSED);
  });
});

describe('who', () => {
  it('accepts the session as cookie or as Bearer token', async () => {
    const me = await user.ask('GET', '/api/auth/me');
    const bearer = await caller(server.url, { authorization: `Bearer ${user.token}` }).ask(
      'GET',
      '/api/auth/me',
    );
    expect(bearer.body).toEqual(me.body);
  });

  it.each(['Bearer wrong', 'Bearer', 'Basic YTpi', '', 'Bearer hmd_wrong', 'Bearer a b'])(
    '401: the header "%s" decides alone, whatever the cookie says',
    async (authorization) => {
      const answer = await user.ask('GET', '/api/auth/me', { headers: { authorization } });
      expect(answer.body).toEqual(REFUSED);
    },
  );

  it.each([
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-origin' }, 201],
    [{}, 201],
  ])('a cookie with %j: %i; a Bearer token is not checked', async (headers, status) => {
    const body = { name: 'x', source_type: 'github' };
    expect((await user.ask('POST', '/api/repos', { body, headers })).status).toBe(status);
    const bearer = caller(server.url, { authorization: `Bearer ${user.token}` });
    expect((await bearer.ask('POST', '/api/repos', { body, headers })).status).toBe(201);
  });
});

describe('/api/users', () => {
  it('201: an admin creates an account, whose one-time link sets its password', async () => {
    const answer = await admin.ask('POST', '/api/users', {
      body: { email: 'made@example.com', role: 'user' },
    });
    expect(answer.status).toBe(201);
    expect(answer.data).toMatchObject({ email: 'made@example.com', display_name: null, role: 'user' });
    const link = new URL(String(answer.data.set_password_url));
    const body = { token: link.searchParams.get('token'), password: PASSWORD };
    expect(
      (await ask('POST', '/api/auth/login', { body: { email: 'made@example.com', password: PASSWORD } }))
        .status,
    ).toBe(401);
    expect((await ask('POST', '/api/auth/set-password', { body })).status).toBe(200);
    expect(
      (await ask('POST', '/api/auth/login', { body: { email: 'made@example.com', password: PASSWORD } }))
        .status,
    ).toBe(200);
    const again = await ask('POST', '/api/auth/set-password', { body });
    expect(again.body).toEqual(fail(400, 'token is unknown, used or too old; ask an admin for a new link'));
  });

  it('200: an admin sees all accounts, in pages, without their passwords', async () => {
    const first = await admin.ask('GET', '/api/users?limit=1');
    expect(first.data.items).toHaveLength(1);
    expect(first.data.next_cursor).toBeTypeOf('string');
    expect(JSON.stringify((await admin.ask('GET', '/api/users')).data)).not.toMatch(/argon2|password/);
  });

  it('401, 403, 400, 409', async () => {
    const body = { email: 'more@example.com' };
    expect((await ask('POST', '/api/users', { body })).body).toEqual(REFUSED);
    expect((await ask('GET', '/api/users')).body).toEqual(REFUSED);
    expect((await user.ask('POST', '/api/users', { body })).body).toEqual(
      fail(403, 'Only an admin can do this'),
    );
    expect((await user.ask('GET', '/api/users')).body).toEqual(fail(403, 'Only an admin can do this'));
    const odd = await admin.ask('POST', '/api/users', { body: { ...body, role: 'root' } });
    expect(odd.body).toEqual(fail(400, 'role must be one of admin, user'));
    const taken = await admin.ask('POST', '/api/users', { body: { email: user.email } });
    expect(taken.body).toEqual(fail(409, 'A user with this email already exists'));
  });
});

describe('/api/tokens', () => {
  const wanted = { name: 'ci', scopes: ['repos:read'], expires_in_days: 30 };

  it('201: is shown once, works within its scopes only, and is invalid once it is revoked', async () => {
    const made = await user.ask('POST', '/api/tokens', { body: wanted });
    expect(made.status).toBe(201);
    expect(made.data).toMatchObject({ name: 'ci', scopes: ['repos:read'] });
    expect(made.data.token).toMatch(/^hmd_[\w-]{43}$/);
    const { items } = (await user.ask('GET', '/api/tokens')).data as { items: Record<string, unknown>[] };
    const { token, ...rest } = made.data;
    expect(items[0]).toEqual(rest);

    const script = caller(server.url, { authorization: `Bearer ${token}` });
    expect((await script.ask('GET', '/api/repos')).status).toBe(200);
    const lacking = fail(403, 'This token lacks the scope repos:write');
    const body = { name: 'x', source_type: 'github' };
    expect((await script.ask('POST', '/api/repos', { body })).body).toEqual(lacking);
    await expect(script.trpc.repo.create.mutate({ name: 'x', sourceType: 'github' })).rejects.toMatchObject({
      message: lacking.message,
    });
    for (const [method, path] of [
      ['POST', '/api/tokens'],
      ['GET', '/api/tokens'],
      ['GET', '/api/users'],
      ['POST', '/api/auth/logout'],
    ]) {
      const answer = await script.ask(String(method), String(path), {
        body: method === 'POST' ? wanted : undefined,
      });
      expect(answer.body, path).toEqual(fail(403, 'This needs a signed-in session, not an API token'));
    }

    expect((await admin.ask('DELETE', `/api/tokens/${rest.id}`)).body).toEqual(
      fail(404, `Token '${rest.id}' not found`),
    );
    expect((await user.ask('DELETE', `/api/tokens/${rest.id}`)).data).toEqual({ id: rest.id, deleted: true });
    expect((await user.ask('DELETE', `/api/tokens/${rest.id}`)).status).toBe(404);
    expect((await script.ask('GET', '/api/repos')).body).toEqual(REFUSED);
  });

  it.each([
    [{ ...wanted, name: '' }, 'name must be 1 to 255 characters'],
    [{ ...wanted, scopes: [] }, /^scopes must name at least one of repos:read/],
    [{ ...wanted, scopes: ['all'] }, /^scopes must be one of repos:read/],
    [{ ...wanted, scopes: 'repos:read' }, 'scopes must be a list'],
    [{ ...wanted, expires_in_days: 366 }, 'expires_in_days must be a whole number from 1 to 365'],
    [{ ...wanted, expires_in_days: undefined }, 'expires_in_days is required'],
  ])('400: %j', async (body, message) => {
    const answer = await user.ask('POST', '/api/tokens', { body });
    expect(answer.body).toMatchObject({
      code: 400,
      message: message instanceof RegExp ? expect.stringMatching(message) : message,
    });
  });

  it('401', async () => {
    expect((await ask('POST', '/api/tokens', { body: wanted })).body).toEqual(REFUSED);
    expect((await ask('GET', '/api/tokens')).body).toEqual(REFUSED);
    expect((await ask('DELETE', '/api/tokens/x')).body).toEqual(REFUSED);
  });
});

describe('next-auth', () => {
  it('knows the same session, and its sign-out ends it', async () => {
    const me = await newUser(server.url);
    const cookie = `session=${me.token}`;
    const session = await fetch(`${server.url}/api/auth/session`, { headers: { cookie } });
    expect(await session.json()).toMatchObject({ user: { email: me.email } });
    const csrf = await fetch(`${server.url}/api/auth/csrf`, { headers: { cookie } });
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const cookies = [cookie, ...csrf.headers.getSetCookie().map((value) => value.split(';')[0])].join('; ');
    await fetch(`${server.url}/api/auth/signout`, {
      method: 'POST',
      headers: { cookie: cookies, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ csrfToken }),
      redirect: 'manual',
    });
    expect((await me.ask('GET', '/api/auth/me')).body).toEqual(REFUSED);
  });
});
