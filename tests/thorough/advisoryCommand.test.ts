import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { until } from '@tests/support/api';
import { heimdall, startHeimdall } from '@tests/support/commandLine';
import { freshDatabase } from '@tests/support/database';
import { osvOf } from '@tests/support/osvDocuments';
import { startProcess } from '@tests/support/process';
import { connectTo } from '@tests/support/rows';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** `heimdall advisories import`, run as an operator runs it. */

let root: string;
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'heimdall-advisories-'));
});
afterAll(() => rmSync(root, { recursive: true }));

function write(name: string, content: unknown): string {
  const file = path.join(root, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const importOf = (env: Record<string, string>, ...sources: string[]) =>
  heimdall(['advisories', 'import', ...sources], { env });

it('writes to the embedded database, while Heimdall is stopped and while it runs', async () => {
  const env = { HEIMDALL_DATA_DIR: path.join(root, 'data') };
  const file = write('one.json', [osvOf('GHSA-a', 'left'), osvOf('GHSA-b', 'right')]);
  expect(await importOf(env, file)).toMatchObject({
    code: 0,
    stdout: `${file}: 2 documents read, 2 changes\n`,
  });
  const running = await startProcess('src/cli/database.ts', [env.HEIMDALL_DATA_DIR], env);
  try {
    expect(await importOf(env, file)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(' 0 changes'),
    });
  } finally {
    await running.stop();
  }
});

it('continues after it was killed', async () => {
  const database = await freshDatabase();
  const db = await connectTo(database.url);
  const env = { DATABASE_URL: database.url };
  const count = async () =>
    (await db.query('SELECT count(*)::int AS count FROM advisories')).rows[0].count as number;
  try {
    const all = Array.from({ length: 20_000 }, (_, at) => osvOf(`GHSA-${at}`, `p${at}`));
    const file = write('many.json', all);
    const { child, ended } = startHeimdall(['advisories', 'import', file], { env });
    await until(count, (stored) => stored > 0, 60_000, 10);
    child.kill('SIGKILL');
    expect((await ended).signal).toBe('SIGKILL');
    const before = await count();
    expect(before).toBeLessThan(all.length);
    expect((await db.query('SELECT FROM advisory_sources')).rowCount).toBe(0);
    const { stdout } = await importOf(env, file);
    const [, changed] = /20,000 documents read, ([\d,]+) changes/.exec(stdout) ?? [];
    expect(Number(changed?.replaceAll(',', ''))).toBeLessThanOrEqual(all.length - before);
    expect(await count()).toBe(all.length);
    expect((await db.query('SELECT ecosystem, count FROM advisory_sources')).rows).toEqual([
      { ecosystem: 'npm', count: all.length },
    ]);
  } finally {
    await db.end();
    await database.stop();
  }
});

it('names what it can not read, and exits with 2 for a whole source', async () => {
  const database = await freshDatabase();
  const env = { DATABASE_URL: database.url };
  try {
    const bad = write('bad.json', [osvOf('GHSA-a', 'left'), { name: 'x' }]);
    const nowhere = path.join(root, 'nowhere');
    expect(await importOf(env, bad)).toMatchObject({
      ...{ code: 0, stdout: `${bad}: 2 documents read, 1 change, 1 could not be used\n` },
      stderr: expect.stringContaining("bad.json, document 2 is no advisory in OSV's schema"),
    });
    expect(await importOf(env, nowhere, write('image.json', '\x89PNG'), bad)).toMatchObject({
      code: 2,
      stdout: expect.stringContaining(`${bad}: 2 documents read, 0 changes`),
      stderr: expect.stringMatching(/There is no such file or directory.*image\.json can't be read/s),
    });
  } finally {
    await database.stop();
  }
});

it.each([
  [[], 'Name what to do'],
  [['import'], 'No SOURCE was given'],
])('refuses %j', async (args, message) => {
  const ended = await heimdall(['advisories', ...args]);
  expect(ended.code).toBe(2);
  expect(ended.stderr).toContain(message);
});

it('makes no database where no source exists', async () => {
  const dataDir = path.join(root, 'never');
  const nowhere = path.join(root, 'nowhere');
  expect(await importOf({ HEIMDALL_DATA_DIR: dataDir }, nowhere)).toEqual({
    ...{ code: 2, signal: null, stdout: '' },
    stderr: `${nowhere}: There is no such file or directory.\n`,
  });
  expect(existsSync(dataDir)).toBe(false);
});

it('explains itself without a database', async () => {
  expect(await heimdall(['advisories', 'import', '--help'])).toMatchObject({
    ...{ code: 0, stderr: '' },
    stdout: expect.stringContaining('Usage: heimdall advisories import SOURCE...'),
  });
});
