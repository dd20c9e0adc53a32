import { caller, newRepo, newUser, PASSWORD, type TestUser } from '@tests/support/api';
import { type Listener, listenTo } from '@tests/support/events';
import type { RunningProcess } from '@tests/support/process';
import { requestScan } from '@tests/support/scans';
import { sharedServer } from '@tests/support/sharedServer';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';

/** Without a worker: no scan ends unless a test ends it. */
const server = sharedServer();
const { admin } = server;
let secondWeb: RunningProcess;
let user: TestUser;
let scanId: string;

beforeAll(async () => {
  secondWeb = await server.startWeb();
});
beforeEach(async () => {
  user = await newUser(server.url);
  scanId = (await requestScan(user, (await newRepo(user)).id)).id;
});
afterAll(() => secondWeb?.stop());

type Credential = Record<string, string>;
const cookie = ({ token }: TestUser): Credential => ({ cookie: `session=${token}` });

/** The credential of another session of the user. */
async function anotherSession(): Promise<Credential> {
  const body = { email: user.email, password: PASSWORD };
  const { data } = await caller(server.url).ask('POST', '/api/auth/login', { body });
  return { cookie: `session=${data.token}` };
}

/** The streams of both edges, on both web processes, with one credential; each has sent its first event. */
async function listen(credential: Credential): Promise<Listener[]> {
  const input = encodeURIComponent(JSON.stringify({ id: scanId }));
  const paths = [`/api/scans/${scanId}/progress/stream`, `/api/trpc/scan.watch?input=${input}`];
  const urls = [server.url, secondWeb.url].flatMap((url) => paths.map((path) => url + path));
  const listeners = await Promise.all(urls.map((url) => listenTo(url, credential)));
  for (const { text } of listeners) await expect.poll(text).toContain('queued');
  return listeners;
}

/** Waits for the ends of streams, which only the end of their credential causes. */
async function ended(listeners: Listener[]): Promise<void> {
  await expect.poll(() => listeners.map(({ isOver }) => isOver())).toEqual(listeners.map(() => true));
  for (const { text } of listeners) expect(text()).toContain('Authentication required');
}

it('a logout ends the streams of its session on every node, and no other', async () => {
  const other = await listen(await anotherSession());
  const mine = await listen(cookie(user));
  await user.ask('POST', '/api/auth/logout');
  await ended(mine);
  expect(other.map(({ isOver }) => isOver())).toEqual([false, false, false, false]);
  for (const listener of other) listener.leave();
});

it('a changed password ends the streams of the other sessions', async () => {
  const other = await listen(await anotherSession());
  const mine = await listen(cookie(user));
  const change = { currentPassword: PASSWORD, newPassword: 'another long password' };
  await user.trpc.account.changePassword.mutate(change);
  await ended(other);
  expect(mine.some(({ isOver }) => isOver())).toBe(false);
  for (const listener of mine) listener.leave();
});

it('a revoked token ends its streams', async () => {
  const body = { name: 'ci', scopes: ['scans:read', 'findings:read'], expires_in_days: 1 };
  const { data } = await user.ask('POST', '/api/tokens', { body });
  const streams = await listen({ authorization: `Bearer ${data.token}` });
  expect((await user.ask('DELETE', `/api/tokens/${data.id}`)).status).toBe(200);
  await ended(streams);
});

it("an account's deletion ends its streams", async () => {
  const streams = await listen(cookie(user));
  expect((await admin.ask('DELETE', `/api/users/${user.id}`)).status).toBe(200);
  await expect.poll(() => streams.map(({ isOver }) => isOver())).toEqual(streams.map(() => true));
});

it("continues when another account's session has ended", async () => {
  const streams = await listen(cookie(user));
  const bystander = await newUser(server.url);
  await caller(server.url, cookie(bystander)).ask('POST', '/api/auth/logout');
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(streams.some(({ isOver }) => isOver())).toBe(false);
  for (const listener of streams) listener.leave();
});
