import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { caller, newRepo, newUser } from '@tests/support/api';
import { emptyDatabase, freshDatabase, type TestDatabase } from '@tests/support/database';
import { prepareDataDir } from '@tests/support/embeddedTemplates';
import { type GitServer, startGitServer } from '@tests/support/gitServer';
import { endLaunched, launch, readyAt } from '@tests/support/launched';
import { type RunningProcess, runToEnd } from '@tests/support/process';
import { connectTo } from '@tests/support/rows';
import { startServer, type TestServer } from '@tests/support/server';
import { HELD } from '@tests/support/stages';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const NEWER = '99990101000000_newer';
const NEWER_SENTENCE = `The database was migrated by a newer Heimdall (${NEWER}); start that version, or restore a backup.`;

/** Adds a newer version's migration to the history of a database. */
async function makeNewer(db: pg.Client): Promise<void> {
  await db.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('newer', 'x', $1, now())`,
    [NEWER],
  );
}
async function takeBack(db: pg.Client): Promise<void> {
  await db.query(`DELETE FROM _prisma_migrations WHERE id = 'newer'`);
}

let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'heimdall-schema-'));
});
afterAll(() => rmSync(scratch, { recursive: true }));

describe('a process that starts on a database', () => {
  let database: TestDatabase;
  afterEach(() => database?.stop());
  const run = (part: string) =>
    runToEnd(`src/cli/${part}.ts`, { DATABASE_URL: database.url, HEIMDALL_DATA_DIR: scratch, PORT: '0' });

  const states: [string, string, () => Promise<void>][] = [
    [
      'that was never migrated',
      'The database of DATABASE_URL was never migrated; run `npm run migrate`.',
      async () => {
        database = await emptyDatabase();
      },
    ],
    [
      'of an older version',
      'The database is of an older Heimdall (it lacks ',
      () =>
        change(
          'DELETE FROM _prisma_migrations WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)',
        ),
    ],
    ['of a newer version', NEWER_SENTENCE, () => change(makeNewer)],
  ];
  async function change(by: string | ((db: pg.Client) => Promise<void>)): Promise<void> {
    database = await freshDatabase();
    const db = await connectTo(database.url);
    if (typeof by === 'string') await db.query(by);
    else await by(db);
    await db.end();
  }
  it.each(states)('%s refuses with a message', async (_state, message, prepare) => {
    await prepare();
    for (const part of ['web', 'worker']) {
      const { code, output } = await run(part);
      expect(output).toContain(`heimdall: ${message}`);
      expect(code, part).toBe(78);
    }
  });
});

describe('a running installation whose schema is changed', () => {
  let git: GitServer;
  let server: TestServer;
  let web: RunningProcess;
  let worker: RunningProcess;
  let db: pg.Client;
  const ended = (part: RunningProcess) =>
    expect.poll(() => part.child.exitCode, { timeout: 30_000 }).toBe(78);
  beforeAll(async () => {
    git = await startGitServer();
    server = await startServer();
    db = await connectTo(server.database.url);
  });
  beforeEach(async () => {
    [web, worker] = await Promise.all([
      server.startPart('web', { HEIMDALL_DRAIN_GRACE_SECONDS: '1' }),
      server.startPart('worker'),
    ]);
    server.worker = worker;
  });
  afterEach(() => takeBack(db));
  afterAll(async () => {
    await db?.end();
    await server?.stop();
    await git?.stop();
  });

  it('has a worker that releases its scan and ends', async () => {
    const user = await newUser(web.url);
    const { scan, release } = await HELD.fetch({ git, server, user, db }, 'handed-back.git');
    await makeNewer(db);
    await ended(worker);
    release();
    const { rows } = await db.query('SELECT status, error_message FROM scans WHERE id = $1', [scan.id]);
    expect(rows).toEqual([{ status: 'queued', error_message: null }]);
  });

  it('has a worker that claims no new scan', async () => {
    const user = await newUser(web.url);
    await makeNewer(db);
    git.makeRepository('untouched.git');
    await newRepo(user, { remote_url: git.url('untouched.git') });
    await ended(worker);
    expect(git.asked.filter((asked) => asked.includes('untouched'))).toEqual([]);
  });

  const changes: [string, string, string, () => Promise<unknown>, () => Promise<unknown>][] = [
    ['newer', 'the database has a newer schema', NEWER_SENTENCE, () => makeNewer(db), () => takeBack(db)],
    [
      'missing',
      'the database was never migrated',
      'The database of DATABASE_URL was never migrated; run `npm run migrate`.',
      () => db.query('ALTER TABLE _prisma_migrations RENAME TO elsewhere'),
      () => db.query('ALTER TABLE elsewhere RENAME TO _prisma_migrations'),
    ],
  ];
  it.each(changes)(
    'has a web process that reports it in its health, and ends: %s',
    async (_state, reason, message, change, mend) => {
      const health = () => caller(web.url).ask('GET', '/api/health');
      expect((await health()).status).toBe(200);
      const refusal = once(web.child, 'message');
      await change();
      try {
        const { status, body } = await health();
        expect([status, body]).toEqual([503, { status: 'unavailable', reason }]);
        await ended(web);
        expect(await refusal).toEqual([{ refused: message }, undefined]);
        expect(web.output()).toContain(message);
      } finally {
        await mend();
      }
    },
  );

  it('answers failed statements with the errors of the contract', async () => {
    const user = await newUser(web.url);
    await db.query('ALTER TABLE repos RENAME COLUMN name TO title');
    const { status, body } = await user.ask('GET', '/api/repos');
    await db.query('ALTER TABLE repos RENAME COLUMN title TO name');
    expect([status, body]).toEqual([
      500,
      { success: false, code: 500, message: 'Failed to list repos: internal error' },
    ]);
  });
});

it('`npm start` ends with the message of its parts', async () => {
  const dataDir = path.join(scratch, 'started');
  await prepareDataDir(dataDir);
  const launched = launch(dataDir);
  await readyAt(launched);
  const socketDir = encodeURIComponent(path.join(dataDir, 'run'));
  const db = await connectTo(`postgresql://postgres@localhost/postgres?host=${socketDir}`);
  await makeNewer(db);
  await db.end();
  await expect.poll(() => launched.child.exitCode, { timeout: 60_000 }).toBe(78);
  await endLaunched(launched.child, 'SIGKILL');
  expect(launched.output()).toContain(`heimdall: ${NEWER_SENTENCE} Heimdall stops`);
});
