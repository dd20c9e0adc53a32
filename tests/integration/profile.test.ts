import { caller, newUser, PASSWORD, signIn, type TestUser, withToken } from '@tests/support/api';
import { refusal } from '@tests/support/refusal';
import { connectTo } from '@tests/support/rows';
import { sharedServer } from '@tests/support/sharedServer';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const server = sharedServer();
let db: pg.Client;
let user: TestUser;

beforeAll(async () => {
  db = await connectTo(server.database.url);
});
beforeEach(async () => {
  user = await newUser(server.url);
});
afterAll(async () => {
  await db?.end();
});

const NEW_PASSWORD = 'another long password';
const WRONG = {
  message: 'current_password is wrong',
  httpStatus: 400,
  reason: 'invalid_input',
  field: 'currentPassword',
};
const SESSION_ONLY = { message: 'This needs a signed-in session, not an API token', httpStatus: 403 };

describe('account.updateProfile', () => {
  it.each([
    [' Ada Lovelace ', 'Ada Lovelace'],
    ['x'.repeat(255), 'x'.repeat(255)],
    ['', null],
    [null, null],
  ])('the name %j becomes %j, and the rest stays', async (displayName, expected) => {
    const { account } = user.trpc;
    const before = await account.updateProfile.mutate({ displayName: 'before' });
    const after = await account.updateProfile.mutate({ displayName });
    expect(after).toEqual({ ...before, displayName: expected });
    expect(await account.me.query()).toEqual(after);
  });

  it('400, 401, 403', async () => {
    const long = user.trpc.account.updateProfile.mutate({ displayName: 'x'.repeat(256) });
    const message = 'display_name must be 1 to 255 characters';
    expect(await refusal(long)).toMatchObject({ message, httpStatus: 400, field: 'displayName' });
    const anonymous = caller(server.url).trpc.account.updateProfile.mutate({ displayName: 'x' });
    expect(await refusal(anonymous)).toMatchObject({ httpStatus: 401 });
    const script = await withToken(server.url, user, ['repos:read']);
    const byToken = script.trpc.account.updateProfile.mutate({ displayName: 'x' });
    expect(await refusal(byToken)).toMatchObject(SESSION_ONLY);
    expect(await user.trpc.account.me.query()).toMatchObject({ displayName: null });
  });
});

describe('account.changePassword', () => {
  const change = (who: { trpc: TestUser['trpc'] }, currentPassword: string, newPassword = NEW_PASSWORD) =>
    who.trpc.account.changePassword.mutate({ currentPassword, newPassword });
  const signInStatus = async (password: string) =>
    (await caller(server.url).ask('POST', '/api/auth/login', { body: { email: user.email, password } }))
      .status;

  it('ends the other sessions, keeps this one, and the old password no longer signs in', async () => {
    const other = await signIn(server.url, user.email);
    const bystander = await newUser(server.url);
    expect(await change(user, PASSWORD)).toEqual({ changed: true });
    expect((await user.ask('GET', '/api/auth/me')).status).toBe(200);
    expect((await other.ask('GET', '/api/auth/me')).status).toBe(401);
    expect((await bystander.ask('GET', '/api/auth/me')).status).toBe(200);
    expect([await signInStatus(PASSWORD), await signInStatus(NEW_PASSWORD)]).toEqual([401, 200]);
  });

  it('requires the current password, and changes nothing without it', async () => {
    const other = await signIn(server.url, user.email);
    expect(await refusal(change(user, 'wrong horse battery'))).toEqual(WRONG);
    expect(await refusal(change(user, ''))).toEqual(WRONG);
    expect((await other.ask('GET', '/api/auth/me')).status).toBe(200);
    expect(await signInStatus(PASSWORD)).toBe(200);
  });

  it('of several at once, one succeeds', async () => {
    const tries = await Promise.allSettled(
      ['first password', 'second password', 'third password'].map((text) => change(user, PASSWORD, text)),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
  });

  it('is refused to an account without a password', async () => {
    await db.query('UPDATE users SET password_hash = NULL WHERE id = $1', [user.id]);
    expect(await refusal(change(user, PASSWORD))).toEqual(WRONG);
    expect(await refusal(change(user, ''))).toEqual(WRONG);
  });

  it.each(['seven77', 'x'.repeat(129), ''])('400: the new password %j', async (text) => {
    const message = 'new_password must be 8 to 128 characters';
    expect(await refusal(change(user, PASSWORD, text))).toMatchObject({ message, field: 'newPassword' });
  });

  it('401, 403', async () => {
    expect(await refusal(change(caller(server.url), PASSWORD))).toMatchObject({ httpStatus: 401 });
    const script = await withToken(server.url, user, ['repos:read']);
    expect(await refusal(change(script, PASSWORD))).toMatchObject(SESSION_ONLY);
    const foreign = caller(server.url, { cookie: `session=${user.token}`, origin: 'https://evil.example' });
    expect(await refusal(change(foreign, PASSWORD))).toMatchObject({ httpStatus: 403, reason: 'cross_site' });
    expect(await signInStatus(PASSWORD)).toBe(200);
  });
});

it('no sign-in with the old password outlives its change, even if both happen at once', async () => {
  const attempts = Array.from({ length: 6 }, () =>
    caller(server.url).ask('POST', '/api/auth/login', { body: { email: user.email, password: PASSWORD } }),
  );
  const input = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
  const [, ...answers] = await Promise.all([user.trpc.account.changePassword.mutate(input), ...attempts]);
  for (const { status, data } of answers) {
    if (status !== 200) continue;
    const { ask } = caller(server.url, { authorization: `Bearer ${data.token}` });
    expect((await ask('GET', '/api/auth/me')).status).toBe(401);
  }
  expect((await user.ask('GET', '/api/auth/me')).status).toBe(200);
});
