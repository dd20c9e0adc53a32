import { caller, newRepo, newUser, type TestUser, until } from '@tests/support/api';
import { commitStream } from '@tests/support/commits';
import { type DatabaseProxy, startDatabaseProxy } from '@tests/support/databaseProxy';
import { listenTo } from '@tests/support/events';
import { type GitServer, startGitServer } from '@tests/support/gitServer';
import { type PausableDatabase, startPausableDatabase } from '@tests/support/pausableDatabase';
import { connectTo, insertScan } from '@tests/support/rows';
import { lineWith, newSecret, scanned } from '@tests/support/scans';
import { startServer, type TestServer } from '@tests/support/server';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '@/domain/context';
import { openDb } from '@/server/db';
import { isConnectionFault } from '@/server/errors';

/** The timeout of a statement in these processes, in seconds. */
const LIMIT = { HEIMDALL_DB_STATEMENT_SECONDS: '1', HEIMDALL_LOG_LEVEL: 'silent' };
/** Far more than all deadlines here together, and far less than the minutes until a lost connection is noticed. */
const BOUND_MS = 20_000;

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.stop());

/** The error of a call, and the time until it is thrown. */
async function faultOf(attempt: () => Promise<unknown>): Promise<{ fault: unknown; tookMs: number }> {
  const begun = performance.now();
  const fault = await attempt().then(
    () => undefined,
    (error: unknown) => error,
  );
  return { fault, tookMs: performance.now() - begun };
}

describe('a client whose database is cut off', () => {
  let proxy: DatabaseProxy;
  let db: Db;
  beforeEach(async () => {
    proxy = await startDatabaseProxy(server.database.url);
    db = openDb(proxy.url, 2, { connectMs: 500, statementMs: 500 });
    await Promise.all([db.$queryRaw`SELECT 1`, db.$queryRaw`SELECT 1`]);
    proxy.hang();
  });
  afterEach(async () => {
    await db.$disconnect();
    await proxy.stop();
  });

  const ways: [string, () => Promise<unknown>][] = [
    ['a statement', () => db.$queryRaw`SELECT 1`],
    ['a batch', () => db.$transaction([db.$queryRaw`SELECT 1`, db.$queryRaw`SELECT 2`])],
    [
      'a transaction',
      () =>
        db.$transaction(async (tx) => {
          await tx.$queryRaw`SELECT 1`;
          await tx.$queryRaw`SELECT 2`;
        }),
    ],
    ['more of them than connections', () => Promise.all(Array.from({ length: 8 }, () => db.user.count()))],
  ];
  it.each(ways)('cancels %s, and uses another connection afterwards', async (_what, attempt) => {
    const { fault, tookMs } = await faultOf(attempt);
    expect(isConnectionFault(fault)).toBe(true);
    expect(tookMs).toBeLessThan(BOUND_MS);
    proxy.goOn();
    // A connection attempt from before may still be pending.
    await expect.poll(() => db.$queryRaw`SELECT 1 AS one`.catch(() => undefined)).toEqual([{ one: 1 }]);
    expect(await Promise.all([1, 2, 3].map(() => db.user.count()))).toEqual([0, 0, 0]);
  });

  it('cancels a transaction that had begun', async () => {
    proxy.goOn();
    const { fault } = await faultOf(() =>
      db.$transaction(async (tx) => {
        await tx.user.count();
        proxy.hang();
        await tx.user.count();
      }),
    );
    expect(isConnectionFault(fault)).toBe(true);
    proxy.goOn();
    await expect.poll(() => db.user.count().catch(() => undefined)).toBe(0);
  });
});

describe('a web process whose database is paused', () => {
  let database: PausableDatabase;
  let rows: pg.Client;
  let url: string;
  let user: TestUser;
  let repoId: string;
  let scanId: string;
  beforeAll(async () => {
    database = await startPausableDatabase();
    url = (await server.startPart('web', { DATABASE_URL: database.url, ...LIMIT })).url;
    user = await newUser(url);
    repoId = (await newRepo(user)).id;
    rows = await connectTo(database.url);
    scanId = await insertScan(rows, repoId, { status: 'ingesting' });
    await rows.end();
  });
  afterAll(async () => {
    database?.resume();
    await database?.stop();
  });

  it('answers with the errors of the contract, ends its streams, reports its health, and recovers', async () => {
    const stream = await listenTo(`${url}/api/scans/${scanId}/progress/stream`, {
      cookie: `session=${user.token}`,
    });
    await stream.received('state');
    database.pause();
    const asked = performance.now();
    const health = caller(url).ask('GET', '/api/health');
    const answers = await Promise.all([
      user.ask('GET', '/api/repos'),
      user.ask('DELETE', `/api/repos/${repoId}`),
      user.ask('POST', '/api/repos', { body: { name: 'x', source_type: 'github' } }),
      // More than the pool has connections.
      ...Array.from({ length: 20 }, () => user.ask('GET', '/api/repos')),
    ]);
    expect(performance.now() - asked).toBeLessThan(BOUND_MS);
    for (const { status } of answers) expect(status).toBe(500);
    const expected = ['list repos', 'delete repo', 'create repo'].map((doing) => ({
      success: false,
      code: 500,
      message: `Failed to ${doing}: database connection error`,
    }));
    expect(answers.slice(0, 3).map(({ body }) => body)).toEqual(expected);
    expect((await health).status).toBe(503);
    const { data } = await stream.received('error');
    expect(data).toEqual({ message: 'Failed to watch scan: database connection error' });
    await stream.ended();

    // By now each request has to wait for a connection. The health check does not wait as long.
    const waiting = user.ask('GET', '/api/repos');
    const { status, body } = await Promise.race([waiting, caller(url).ask('GET', '/api/health')]);
    expect([status, body]).toEqual([503, { status: 'unavailable' }]);
    expect((await waiting).status).toBe(500);

    database.resume();
    await expect.poll(async () => (await user.ask('GET', '/api/repos')).status).toBe(200);
    expect((await caller(url).ask('GET', '/api/health')).status).toBe(200);
  });
});

describe('a worker whose database is cut off for a while', () => {
  let git: GitServer;
  let proxy: DatabaseProxy;
  beforeAll(async () => {
    git = await startGitServer();
    proxy = await startDatabaseProxy(server.database.url);
  });
  afterAll(async () => {
    await git?.stop();
    await proxy?.stop();
  });

  it('waits for a database that starts later', async () => {
    await proxy.goDown();
    let printed = '';
    const onPrint = (text: string) => {
      printed += text;
    };
    const settings = { DATABASE_URL: proxy.url, ...LIMIT, HEIMDALL_LOG_LEVEL: 'warn' };
    const starting = server.startPart('worker', settings, onPrint);
    await until(
      async () => printed,
      (text) => text.includes('waiting for the database'),
    );
    await proxy.comeUp();
    await (await starting).stop();
  });

  it('claims jobs again afterwards, although none of its old connections ever answers', async () => {
    await server.startPart('worker', { DATABASE_URL: proxy.url, ...LIMIT });
    const user = await newUser(server.url);
    git.makeRepository('hung.git', commitStream([{ files: { 'config.py': lineWith(newSecret()) } }]));
    proxy.hang();
    const { id } = await newRepo(user, { remote_url: git.url('hung.git') });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    proxy.goOn();
    expect(await scanned(user, id, 90_000)).toMatchObject({ status: 'completed', complete: true });
  });
});

describe('a worker whose statements take longer than a request waits', () => {
  const SLOW_SECONDS = 1.4;
  let git: GitServer;
  let db: pg.Client;
  beforeAll(async () => {
    git = await startGitServer();
    db = await connectTo(server.database.url);
    await db.query(`
      CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_sleep(${SLOW_SECONDS}); RETURN NULL; END $$;
      CREATE TRIGGER dawdle AFTER INSERT ON findings FOR EACH STATEMENT EXECUTE FUNCTION dawdle()`);
  });
  afterAll(async () => {
    await db?.query('DROP FUNCTION IF EXISTS dawdle CASCADE');
    await db?.end();
    await git?.stop();
  });

  it('completes its scan', async () => {
    const worker = await server.startPart('worker', LIMIT);
    const user = await newUser(server.url);
    git.makeRepository('slow.git', commitStream([{ files: { 'config.py': lineWith(newSecret()) } }]));
    const { id } = await newRepo(user, { remote_url: git.url('slow.git') });
    expect(await scanned(user, id, 90_000)).toMatchObject({ status: 'completed', complete: true });
    await worker.stop();
  });
});
