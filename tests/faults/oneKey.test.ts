import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freshDatabase, type TestDatabase } from '@tests/support/database';
import { endLaunched, launch } from '@tests/support/launched';
import { type RunningProcess, runToEnd, startProcess } from '@tests/support/process';
import { connectTo } from '@tests/support/rows';
import type pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@/domain/ids';

const KEY = 'the secret key of an installation';
const OTHER_KEY = 'the secret key of another installation';

let scratch: string;
let database: TestDatabase;
let db: pg.Client;
let parts: RunningProcess[];
beforeEach(async () => {
  scratch = mkdtempSync(path.join(tmpdir(), 'heimdall-key-'));
  database = await freshDatabase();
  db = await connectTo(database.url);
  parts = [];
});
afterEach(async () => {
  await Promise.all(parts.map((part) => part.stop()));
  await db.end();
  await database.stop();
  rmSync(scratch, { recursive: true });
});

const keyFile = (node: string) => path.join(scratch, node, 'secret-key');
const envOf = (node: string, more: Record<string, string> = {}) => ({
  DATABASE_URL: database.url,
  HEIMDALL_DATA_DIR: path.join(scratch, node),
  PORT: '0',
  ...more,
});

async function start(part: 'web' | 'worker', env: Record<string, string>): Promise<RunningProcess> {
  const started = await startProcess(`src/cli/${part}.ts`, [], env);
  parts.push(started);
  return started;
}

describe('two nodes without a key', () => {
  it('on a new database: one creates it, the other refuses to start and leaves none behind', async () => {
    const nodes = ['one', 'other'];
    const starts = await Promise.allSettled(nodes.map((node) => start('worker', envOf(node))));
    const refused = starts.flatMap((result) => (result.status === 'rejected' ? [String(result.reason)] : []));
    expect(refused).toHaveLength(1);
    expect(refused[0]).toContain('set HEIMDALL_SECRET_KEY to that key');
    const [winner, ...rest] = nodes.filter((node) => existsSync(keyFile(node)));
    expect(rest).toEqual([]);

    const loser = String(nodes.find((node) => node !== winner));
    const key = readFileSync(keyFile(String(winner)), 'utf8').trim();
    await start('worker', envOf(loser, { HEIMDALL_SECRET_KEY: key }));
    const { rows } = await db.query('SELECT * FROM installation');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(key);
  });

  it('of one data directory agree on one', async () => {
    await Promise.all([1, 2, 3].map(() => start('worker', envOf('shared'))));
    expect(readdirSync(path.join(scratch, 'shared')).filter((name) => name.startsWith('secret-key'))).toEqual(
      ['secret-key'],
    );
  });
});

describe('a database that has been set up', () => {
  beforeEach(async () => {
    await start('worker', envOf('first', { HEIMDALL_SECRET_KEY: KEY }));
  });

  /** The message and exit code of each program. None of them keeps running. */
  const runAll = (programs: string[], env: Record<string, string>) =>
    Promise.all(
      programs.map(async (program) => {
        const { code, output } = await runToEnd(`src/cli/${program}`, env);
        // Next prints this line once it is prepared, which may be before the refusal.
        return { code, output: output.replace(/^.*Running next\.config\.mjs took \S+\n/m, '') };
      }),
    );

  it('refuses every process with another key, with a message that says what to set', async () => {
    const env = envOf('second', { HEIMDALL_SECRET_KEY: OTHER_KEY });
    const ends = await runAll(['web.ts', 'worker.ts', 'start.mjs', 'migrate.ts'], env);
    const output =
      'heimdall: HEIMDALL_SECRET_KEY is not the secret key that this database was set up with; set HEIMDALL_SECRET_KEY to that of the other nodes.\n';
    expect(ends).toEqual(Array(4).fill({ code: 78, output }));
  });

  it('refuses every process that needs a key and has none, and no key is created', async () => {
    const ends = await runAll(['web.ts', 'worker.ts', 'start.mjs'], envOf('second'));
    const file = keyFile('second');
    const output = `heimdall: This database was set up with a secret key that is not here; set HEIMDALL_SECRET_KEY to that key, or copy its file to ${file}.\n`;
    expect(ends).toEqual(Array(3).fill({ code: 78, output }));
    expect(existsSync(file)).toBe(false);
  });

  it('accepts the same key from every source', async () => {
    await start('worker', envOf('second', { HEIMDALL_SECRET_KEY: KEY }));
    const launched = launch(path.join(scratch, 'third'), envOf('third', { HEIMDALL_SECRET_KEY: KEY }));
    await expect.poll(launched.output, { timeout: 60_000 }).toContain('ready at');
    expect(await endLaunched(launched.child, 'SIGTERM')).toBe(0);
  });
});

describe('a database from before check values were kept', () => {
  beforeEach(async () => {
    await db.query(
      `INSERT INTO users (id, email, role, created_at) VALUES ($1, 'a@example.com', 'admin', now())`,
      [newId()],
    );
  });

  it('is joined by the first process with a key, which then applies to all', async () => {
    await start('worker', envOf('first', { HEIMDALL_SECRET_KEY: KEY }));
    const other = await runToEnd('src/cli/worker.ts', envOf('second', { HEIMDALL_SECRET_KEY: OTHER_KEY }));
    expect(other.code).toBe(78);
  });

  it('gets no new key', async () => {
    const { code, output } = await runToEnd('src/cli/worker.ts', envOf('first'));
    expect([code, existsSync(keyFile('first'))]).toEqual([78, false]);
    expect(output).toContain('set HEIMDALL_SECRET_KEY');
    expect((await db.query('SELECT FROM installation')).rows).toEqual([]);
  });
});

it('a web process logs once that its HEIMDALL_URL differs from the previous one', async () => {
  const env = (host: string) => envOf('one', { HEIMDALL_URL: `https://${host}.example.com` });
  const saysSo = (part: RunningProcess) => part.output().includes('HEIMDALL_URL differs');
  expect(saysSo(await start('web', env('first')))).toBe(false);
  const second = await start('web', env('second'));
  await expect.poll(second.output).toContain('HEIMDALL_URL differs');
  expect(second.output()).toContain('https://first.example.com');
  // A worker never prints the address.
  expect(saysSo(await start('worker', env('third')))).toBe(false);
  expect(saysSo(await start('web', env('second')))).toBe(false);
});
