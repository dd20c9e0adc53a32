import { caller, newUser, PASSWORD, type TestUser } from '@tests/support/api';
import { refusal } from '@tests/support/refusal';
import { sharedServer } from '@tests/support/sharedServer';
import { beforeAll, describe, expect, it } from 'vitest';

const server = sharedServer();
let user: TestUser;

beforeAll(async () => {
  user = await newUser(server.url);
});

const remoteUrl = 'https://git.example.com/a.git';

describe('repo', () => {
  it('create, byId, list, update, deletionPreview and delete return what REST returns', async () => {
    const { repo } = user.trpc;
    const made = await repo.create.mutate({ name: 'a', remoteUrl });
    expect(made).toMatchObject({ name: 'a', userId: user.id, remote: { state: 'pending', message: null } });
    const rest = await user.ask('GET', `/api/repos/${made.id}`);
    expect(rest.data).toMatchObject({
      id: made.id,
      created_at: made.createdAt,
      remote_url: remoteUrl,
    });
    expect(await repo.byId.query({ id: made.id })).toEqual(made);
    expect((await repo.list.query({ limit: 1 })).items).toEqual([made]);
    expect(await repo.update.mutate({ id: made.id, name: 'b' })).toMatchObject({ name: 'b', remoteUrl });
    expect(await repo.deletionPreview.query({ id: made.id })).toEqual({
      scans: 0,
      findings: 0,
      events: 0,
      issues: 0,
    });
    expect(await repo.delete.mutate({ id: made.id })).toEqual({ id: made.id, deleted: true });
    expect(await refusal(repo.byId.query({ id: made.id }))).toEqual({
      message: `Repo '${made.id}' not found`,
      httpStatus: 404,
      reason: 'not_found',
    });
  });

  it('another user is refused each call on a repo', async () => {
    const other = await newUser(server.url);
    const { id } = await user.trpc.repo.create.mutate({ name: 'mine', remoteUrl });
    const { repo } = other.trpc;
    const calls = [
      () => repo.byId.query({ id }),
      () => repo.update.mutate({ id, name: 'yours' }),
      () => repo.delete.mutate({ id }),
      () => repo.deletionPreview.query({ id }),
      () => repo.pages.query({ id }),
      () => repo.requestProbe.mutate({ id }),
    ];
    for (const call of calls) {
      const message = 'You do not have access to this repository';
      expect(await refusal(call())).toEqual({ message, httpStatus: 403, reason: 'no_access' });
    }
    expect((await repo.list.query({})).items).toEqual([]);
    expect(await user.trpc.repo.byId.query({ id })).toMatchObject({ name: 'mine' });
  });

  it('an anonymous client is refused each call, also an invalid one', async () => {
    const { repo, account } = caller(server.url).trpc;
    const calls = [
      () => repo.list.query({}),
      () => repo.create.mutate({ name: '' }),
      () => repo.delete.mutate({ id: 'x' }),
      () => account.me.query(),
    ];
    for (const call of calls) {
      expect(await refusal(call())).toEqual({
        message: 'Authentication required',
        httpStatus: 401,
        reason: 'unauthenticated',
      });
    }
  });

  it('an invalid field is named, with the documented message, for the form and for the user', async () => {
    expect(await refusal(user.trpc.repo.create.mutate({ name: 'x' }))).toEqual({
      message: 'remote_url is required when source_type is git_url',
      httpStatus: 400,
      reason: 'invalid_input',
      field: 'remoteUrl',
    });
    expect(await refusal(user.trpc.repo.create.mutate({ name: 'x', remoteUrl: 'git://x/y' }))).toMatchObject({
      message: 'remote_url must use https, http or ssh, not git',
      field: 'remoteUrl',
    });
  });
});

describe('account', () => {
  it('register, login, me and logout share one session', async () => {
    const input = { email: 'trpc@example.com', password: PASSWORD };
    const { token } = await caller(server.url).trpc.account.register.mutate(input);
    const me = caller(server.url, { cookie: `session=${token}` });
    expect(await me.trpc.account.me.query()).toMatchObject({ email: input.email });
    expect(await me.trpc.account.logout.mutate()).toEqual({ message: 'Logged out' });
    expect(await refusal(me.trpc.account.me.query())).toMatchObject({ httpStatus: 401 });
    const wrong = caller(server.url).trpc.account.login.mutate({ ...input, password: 'wrong' });
    expect(await refusal(wrong)).toMatchObject({ message: 'Invalid email or password', httpStatus: 401 });
  });

  it('sets the session cookie for a browser', async () => {
    const response = await fetch(`${server.url}/api/trpc/account.login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: user.email, password: PASSWORD }),
    });
    expect(response.headers.get('set-cookie')).toMatch(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax/);
  });

  it('another site is refused with a cookie', async () => {
    const foreign = caller(server.url, { cookie: `session=${user.token}`, origin: 'https://evil.example' });
    expect(await refusal(foreign.trpc.account.logout.mutate())).toMatchObject({
      reason: 'cross_site',
      httpStatus: 403,
    });
    expect((await user.trpc.account.me.query()).id).toBe(user.id);
  });

  it('refuses a body of more than 1 MiB, and one of undeclared length', async () => {
    const post = (body: BodyInit, duplex?: 'half') =>
      fetch(`${server.url}/api/trpc/account.login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        duplex,
      } as RequestInit);
    expect((await post(JSON.stringify({ email: 'x'.repeat(2 ** 20) }))).status).toBe(413);
    expect((await post(new Blob(['{}']).stream(), 'half')).status).toBe(413);
  });

  it('reveals no internals of an error', async () => {
    const response = await fetch(`${server.url}/api/trpc/repo.list?input=%7B`, {
      headers: { cookie: `session=${user.token}` },
    });
    expect(response.status).toBe(400);
    expect(await response.text()).not.toMatch(/stack|node_modules|\.ts/);
  });
});
