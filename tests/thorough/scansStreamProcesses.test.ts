import { caller, newRepo, newUser, type TestUser, until } from '@tests/support/api';
import { type Listener, listenTo } from '@tests/support/events';
import type { RunningProcess } from '@tests/support/process';
import { connectTo, insertFinding } from '@tests/support/rows';
import { requestScan } from '@tests/support/scans';
import { sharedServer } from '@tests/support/sharedServer';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** Streams of scans, and the web processes that send them. There is no worker. */
const server = sharedServer();
let secondWeb: RunningProcess;
let db: pg.Client;
let user: TestUser;
/** A stream without events, to receive its comments. */
let idle: Listener;
let idleSince: number;

const streamOf = (scanId: string, url = server.url) =>
  listenTo(`${url}/api/scans/${scanId}/progress/stream`, { cookie: `session=${user.token}` });

async function queuedScan() {
  const { id: repoId } = await newRepo(user);
  return { repoId, id: (await requestScan(user, repoId)).id };
}

beforeAll(async () => {
  secondWeb = await server.startWeb();
  db = await connectTo(server.database.url);
  user = await newUser(server.url);
  idle = await streamOf((await queuedScan()).id);
  idleSince = Date.now();
});
afterAll(async () => {
  await db?.end();
  await secondWeb?.stop();
});

it('a stream is the same from every web process', async () => {
  const { id, repoId } = await queuedScan();
  const streams = [await streamOf(id), await streamOf(id, secondWeb.url)];
  for (const stream of streams) await stream.received('state');
  const finding = await insertFinding(db, { id, repoId });
  for (const stream of streams) expect((await stream.received('finding_added')).id).toBe(finding);
  expect(
    (await caller(secondWeb.url, { cookie: `session=${user.token}` }).ask('POST', `/api/scans/${id}/cancel`))
      .status,
  ).toBe(200);
  for (const stream of streams) await stream.ended();
  expect(streams[1]?.events).toEqual(streams[0]?.events);
  expect(streams[0]?.events.at(-1)?.data).toMatchObject({ scan: { status: 'cancelled' } });
});

it('a web process stops querying the database once its listeners have disconnected, without an error', async () => {
  const { id, repoId } = await queuedScan();
  const streams = await Promise.all(Array.from({ length: 5 }, () => streamOf(id, secondWeb.url)));
  for (const stream of streams) await stream.received('state');
  // More than a client reads at once, so that it disconnects in the middle.
  for (let n = 0; n < 150; n++) await insertFinding(db, { id, repoId });
  await streams[0]?.received('finding_added');
  for (const stream of streams) stream.leave();
  const { ask } = caller(secondWeb.url, { cookie: `session=${user.token}` });
  expect((await ask('HEAD', `/api/scans/${id}/progress/stream`)).status).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect((await ask('GET', '/api/health')).status).toBe(200);
  expect(secondWeb.output()).not.toMatch(/unhandled|Invalid state|failed to/i);
});

it('a web process is stopped without waiting for a listener', async () => {
  const stream = await streamOf((await queuedScan()).id, secondWeb.url);
  await stream.received('state');
  const begun = Date.now();
  await secondWeb.stop();
  expect(Date.now() - begun).toBeLessThan(8_000);
});

it('a web process sends a comment on a quiet stream from time to time', async () => {
  await until(
    async () => idle.comments.length,
    (count) => count > 0,
    Math.max(0, 17_000 - (Date.now() - idleSince)),
  );
  expect(idle.comments[0]).toBe(': still here');
  expect(idle.isOver()).toBe(false);
  idle.leave();
});
