import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { leaksIn, planted } from '@tests/support/besideFindings';
import { commitStream } from '@tests/support/commits';
import { type GitServer, startGitServer } from '@tests/support/gitServer';
import { connectTo } from '@tests/support/rows';
import { detailOf, scanned } from '@tests/support/scans';
import { startServer, type TestServer } from '@tests/support/server';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';

let git: GitServer;
let server: TestServer;
let db: pg.Client;
let user: TestUser;

beforeAll(async () => {
  git = await startGitServer();
  server = await startServer({ withWorker: true, env: { HEIMDALL_LOG_LEVEL: 'debug' } });
  db = await connectTo(server.database.url);
  user = await newUser(server.url);
});
afterAll(async () => {
  await db?.end();
  await server?.stop();
  await git?.stop();
});

/** Every row of every table, as the database writes it. */
async function dump(): Promise<[place: string, text: string][]> {
  const { rows: tables } = await db.query(
    `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const dumps: [string, string][] = [];
  for (const { name } of tables) {
    const { rows } = await db.query(`SELECT t::text AS row FROM ${name} t`);
    dumps.push([name, rows.map(({ row }) => row).join('\n')]);
  }
  return dumps;
}

async function answersOf(repoId: string, scanId: string): Promise<[place: string, text: string][]> {
  const answers: [string, string][] = [];
  for (let cursor: unknown = ''; cursor !== null; ) {
    const { data } = await user.ask('GET', `/api/repos/${repoId}/findings?limit=100&cursor=${cursor}`);
    answers.push(['the list of findings', JSON.stringify(data)]);
    cursor = data.next_cursor;
    for (const { id } of data.items as { id: string }[]) {
      answers.push(['a finding', JSON.stringify(await detailOf(user, id))]);
    }
  }
  for (const call of ['', '/coverage', '/findings?per_page=100']) {
    answers.push([call, JSON.stringify((await user.ask('GET', `/api/scans/${scanId}${call}`)).data)]);
  }
  return answers;
}

it('secrets beside a finding are in no table, answer or log', async () => {
  const [now, once] = [planted('now'), planted('once')];
  const gone = Object.fromEntries(Object.keys(once.files).map((name) => [name, null]));
  git.makeRepository(
    'beside.git',
    commitStream([{ files: once.files }, { files: { ...gone, ...now.files } }]),
  );
  const { id: repoId } = await newRepo(user, { remote_url: git.url('beside.git') });
  const scan = await scanned(user, repoId);
  expect(scan).toMatchObject({ status: 'completed', error_message: null });
  expect(scan.finding_count).toBeGreaterThan(150);
  const logs = [server.web, server.worker].map((part) => ['a log', part?.output() ?? ''] as const);
  const places = [...(await dump()), ...(await answersOf(repoId, scan.id)), ...logs];
  expect(places.map(([, text]) => text).join('\n')).toContain('once/main.py');
  expect(leaksIn(places, [...now.values, ...once.values])).toEqual([]);
});
