import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freshDatabase, type TestDatabase } from '@tests/support/database';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HELD } from '@/cli/parent';
import { bundleIfNeeded, ROOT } from '@/cli/programs.mjs';

let dataDir: string;
let database: TestDatabase | undefined;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'heimdall-held-'));
});
afterEach(async () => {
  await database?.stop();
  database = undefined;
  rmSync(dataDir, { recursive: true });
});

/** Starts a part as the launcher does before the database is ready. */
async function hold(part: string, databaseUrl: string): Promise<ChildProcess> {
  const program = path.join(await bundleIfNeeded('server'), `${part}.mjs`);
  return fork(program, [HELD], {
    cwd: ROOT,
    execArgv: [],
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      DATABASE_URL: databaseUrl,
      HEIMDALL_DATA_DIR: dataDir,
      PORT: '0',
    },
  });
}

it.each(['web', 'worker'])(
  'a %s process that waits ends with its launcher, without a connection',
  async (part) => {
    // A process that connected would find no database, and end with 1.
    const child = await hold(part, 'postgresql://heimdall@127.0.0.1:9/none');
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([0, null]);
  },
);

it.each(['web', 'worker'])('a %s process may be released before it is loaded', async (part) => {
  database = await freshDatabase();
  const child = await hold(part, database.url);
  child.send({ release: true });
  const [message] = await once(child, 'message');
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
  expect(message).toMatchObject({ ready: true });
  // The token for the first account is for the launcher to print.
  if (part === 'web')
    expect(message).toHaveProperty('setUp', expect.stringMatching(/^Set-up token .*: [\w-]{32}$/));
});
