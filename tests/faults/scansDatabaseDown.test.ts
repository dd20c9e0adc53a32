import { newUser, type TestUser, until } from '@tests/support/api';
import { type DatabaseProxy, startDatabaseProxy } from '@tests/support/databaseProxy';
import { type GitServer, startGitServer } from '@tests/support/gitServer';
import { connectTo } from '@tests/support/rows';
import { findingsOf, getScan, scanned } from '@tests/support/scans';
import { startServer, type TestServer } from '@tests/support/server';
import { HELD, type HeldStage } from '@tests/support/stages';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let git: GitServer;
let server: TestServer;
let proxy: DatabaseProxy;
let db: pg.Client;
let user: TestUser;

beforeAll(async () => {
  git = await startGitServer();
  server = await startServer();
  proxy = await startDatabaseProxy(server.database.url);
  server.worker = await server.startPart('worker', { DATABASE_URL: proxy.url });
  db = await connectTo(server.database.url);
  user = await newUser(server.url);
});
afterAll(async () => {
  await db?.end();
  await server?.stop();
  await proxy?.stop();
  await git?.stop();
});

describe('a scan whose worker loses the database', () => {
  it.each<[HeldStage, number]>([
    ['fetch', 500],
    ['tree', 6_000],
  ])('at its %s for a while is completed all the same', { timeout: 120_000 }, async (stage, ms) => {
    const { scan, repoId, release } = await HELD[stage]({ git, server, user, db }, `down-${stage}.git`);
    await proxy.goDown();
    if (stage === 'tree') release();
    await new Promise((resolve) => setTimeout(resolve, ms));
    expect((await getScan(user, scan.id)).status).not.toBe('failed');
    await proxy.comeUp();
    release();
    expect(await scanned(user, repoId, 60_000)).toMatchObject({
      id: scan.id,
      status: 'completed',
      complete: true,
    });
    expect(await findingsOf(user, repoId)).toHaveLength(2);
  });

  it('does not end the worker', async () => {
    expect(server.worker?.child.exitCode).toBeNull();
    await until(
      async () => server.worker?.output() ?? '',
      (output) => output.length > 0,
    );
    expect(server.worker?.output()).not.toMatch(/unhandled|uncaught/i);
  });

  it('does not keep a worker from stopping', async () => {
    await proxy.goDown();
    const begun = Date.now();
    await server.worker?.stop();
    expect(Date.now() - begun).toBeLessThan(15_000);
  });
});
