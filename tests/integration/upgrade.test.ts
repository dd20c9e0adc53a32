import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Caller, caller, signIn, until } from '@tests/support/api';
import { commitStream } from '@tests/support/commits';
import { emptyDatabase, type TestDatabase } from '@tests/support/database';
import { type GitServer, startGitServer } from '@tests/support/gitServer';
import { type RunningProcess, startProcess } from '@tests/support/process';
import { connectTo } from '@tests/support/rows';
import { findingsOf, getScan, lineWith, scanAgain, scanned } from '@tests/support/scans';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from '@/cli/programs.mjs';
import { migrate } from '@/server/migrations';
import installation from './upgrade/installation.json';

/**
 * An installation of an older version starts on this one. Its database is a dump: pg_dump --inserts, from 2026-11-29.
 * Its worker and then its web process were killed with jobs in every queue. There was a running scan, a queued scan
 * and a queued probe. The deletion of a repo and of a user had been answered.
 */
const FIXTURE = path.join(ROOT, 'tests', 'integration', 'upgrade', 'installation.sql');

/** Made-up values in two parts, as they have to be the same in each run. */
const SECRETS = ['IR7WQ2ZK5MXT3VLB', 'JZ4NHT6YPWQ2KD7M', 'IWX3VB5TQM7RLZ2K'].map((end) => `AKIA${end}`);
const [IN_TREE = '', IN_HISTORY = '', SUPPRESSED = ''] = SECRETS.map(lineWith);

let database: TestDatabase;
let git: GitServer;
let dataDir: string;
let cacheOfPurged: string;
const parts: RunningProcess[] = [];
let bob: Caller;
let url: string;

beforeAll(async () => {
  git = await startGitServer();
  const commits = commitStream([
    { files: { 'app.py': IN_TREE, 'old.py': IN_HISTORY, 'docs/example.py': SUPPRESSED } },
    { files: { 'old.py': null } },
  ]);
  for (const name of ['scanned', 'running', 'queued', 'waiting']) git.makeRepository(`${name}.git`, commits);
  dataDir = mkdtempSync(path.join(tmpdir(), 'heimdall-upgrade-'));
  cacheOfPurged = path.join(dataDir, 'repositories', `${installation.repos.purging}.git`);
  mkdirSync(cacheOfPurged, { recursive: true });
  database = await emptyDatabase();
  const db = await connectTo(database.url);
  await db.query(readFileSync(FIXTURE, 'utf8').replaceAll('{{port}}', String(git.port)));
  await db.end();
  await migrate(database.url, path.join(ROOT, 'prisma', 'migrations'));
  const env = {
    DATABASE_URL: database.url,
    HEIMDALL_DATA_DIR: dataDir,
    HEIMDALL_SECRET_KEY: installation.secretKey,
    HEIMDALL_GIT_ALLOWED_HOSTS: '127.0.0.1',
    HEIMDALL_DRAIN_GRACE_SECONDS: '0',
    PORT: '0',
  };
  for (const part of ['web', 'worker']) parts.push(await startProcess(`src/cli/${part}.ts`, [], env));
  url = parts[0]?.url ?? '';
  bob = await signIn(url, 'bob@example.com');
});
afterAll(async () => {
  await Promise.all(parts.map((part) => part.stop()));
  await database?.stop();
  await git?.stop();
  rmSync(dataDir, { recursive: true });
});

it('users sign in with their passwords, and API tokens are valid', async () => {
  const ci = caller(url, { authorization: `Bearer ${installation.token}` });
  const { status, data } = await ci.ask('GET', '/api/repos');
  expect(status).toBe(200);
  const names = (data.items as { name: string }[]).map(({ name }) => name);
  expect(names).toEqual(['waiting', 'queued', 'running', 'scanned']);
  const admin = await signIn(url, 'ada@example.com');
  expect((await admin.ask('GET', '/api/users')).status).toBe(200);
});

it('a finding keeps its id and status, also after the next scan', async () => {
  const seen = async () => {
    const found = await findingsOf(bob, installation.repos.scanned);
    // In the order of the file, which is that of an earlier version's list.
    return found
      .map(({ id, status, file_path }) => ({ id, status, path: file_path }))
      .sort((a, b) => (a.id < b.id ? 1 : -1));
  };
  expect(await seen()).toEqual(installation.findings);
  const again = await scanAgain(bob, installation.repos.scanned);
  expect(again).toMatchObject({ status: 'completed', complete: true });
  expect(await seen()).toEqual(installation.findings);
});

it('suppressions are there', async () => {
  const rows = await bob.trpc.suppression.list.query({ repoId: installation.repos.scanned });
  expect(rows).toMatchObject([{ path: 'docs/', reason: 'examples of the documentation' }]);
});

it('a receipt keeps its counts', async () => {
  const { data } = await bob.ask('GET', `/api/deletions/${installation.repos.gone}`);
  expect(data).toMatchObject({ state: 'finished', orphans: 0, deleted: { findings: 3, scans: 1 } });
});

it.each([
  ['was running', installation.scans.running],
  ['was queued', installation.scans.queued],
])('a scan that %s is done', async (_, id) => {
  await until(
    () => getScan(bob, id),
    ({ status }) => status === 'completed',
    120_000,
  );
  expect(await getScan(bob, id)).toMatchObject({ complete: true, finding_count: 3 });
});

it('a repo whose probe was queued is probed and scanned', async () => {
  expect(await scanned(bob, installation.repos.waiting)).toMatchObject({
    status: 'completed',
    finding_count: 3,
  });
});

it.each([
  ['repo', 'bob@example.com', installation.repos.purging],
  ['user', 'ada@example.com', installation.deletedUser],
])('the deletion of a %s that had been answered comes to its end', async (kind, email, id) => {
  const who = await signIn(url, email);
  const ask = async () => (await who.ask('GET', `/api/deletions/${id}`)).data;
  await until(ask, ({ state }) => state === 'finished', 60_000);
  expect(await ask()).toMatchObject({ kind, orphans: 0 });
});

it('files of a deleted repo on disk are deleted', async () => {
  await until(
    () => Promise.resolve(existsSync(cacheOfPurged)),
    (there) => !there,
    60_000,
  );
});

it('no old job waits any more', async () => {
  const db = await connectTo(database.url);
  const { rows } = await db.query(
    `SELECT name FROM pgboss.job WHERE name = 'repo.look-up' AND state = 'created'`,
  );
  await db.end();
  expect(rows).toEqual([]);
});
