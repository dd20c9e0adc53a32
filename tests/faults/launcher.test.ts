import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { caller, newRepo, newUser, type TestUser, until } from '@tests/support/api';
import {
  endLaunched as end,
  findPart,
  freePort,
  type Launched,
  launch as launchIn,
  type Part,
  processesOf,
  readyAt,
} from '@tests/support/launched';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleIfNeeded } from '@/cli/programs.mjs';

let dataDir: string;
let started: ChildProcess[];
beforeAll(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'heimdall-start-'));
  started = [];
});
afterAll(async () => {
  for (const child of started) await end(child, 'SIGKILL');
  await until(
    () => Promise.resolve(processesOf(dataDir)),
    (left) => left.length === 0,
  );
  rmSync(dataDir, { recursive: true });
});

function launch(env: Record<string, string> = {}): Launched {
  const launched = launchIn(dataDir, env);
  started.push(launched.child);
  return launched;
}

async function start(env: Record<string, string> = {}): Promise<Launched & { url: string }> {
  const launched = launch(env);
  return { ...launched, url: await readyAt(launched) };
}

/** The output and the end of a start that can't succeed. */
async function refused(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const { child, output } = launch(env);
  const [code] = await once(child, 'close');
  return { code: code as number | null, output: output() };
}

function pidOf(part: Part): number {
  const pid = findPart(dataDir, part);
  if (!pid) throw new Error(`no ${part} process`);
  return pid;
}

/** One installation, from its first start to its last: a start takes longer than what most tests do with it. */
describe('npm start', () => {
  let running: Launched & { url: string };
  let user: TestUser;
  /** The repos that were acknowledged, in their order. */
  const made: string[] = [];
  /** The same session wherever Heimdall runs. */
  const me = () => caller(running.url, { cookie: `session=${user.token}` });
  /** The ids of all repos, once Heimdall answers again. */
  async function listed(): Promise<string[]> {
    const alive = () =>
      me()
        .ask('GET', '/api/repos')
        .catch(() => undefined);
    const list = await until(alive, (answer) => answer?.status === 200);
    return ((list?.data.items ?? []) as { id: string }[]).map(({ id }) => id).reverse();
  }

  it('starts everything, and prints the address and the set-up token', async () => {
    running = await start();
    const { output, url } = running;
    expect(output()).toMatch(/^Heimdall is ready at http:\/\/localhost:\d+$/m);
    expect(output()).toMatch(/^Set-up token for the first account: [\w-]{32}$/m);
    expect(statSync(path.join(dataDir, 'secret-key')).mode & 0o777).toBe(0o600);
    user = await newUser(url);
    made.push((await newRepo(user)).id);
  });

  it('refuses a data directory that another Heimdall uses', async () => {
    const { code, output } = await refused({});
    expect(output).toContain(`heimdall: The data directory ${dataDir} is in use by another Heimdall`);
    expect(code).toBe(78);
  });

  it('ends cleanly on Ctrl-C, and the next start has everything', async () => {
    expect(await end(running.child, 'SIGINT')).toBe(0);
    expect(processesOf(dataDir)).toEqual([]);
    running = await start({ PORT: String(await freePort()) });
    expect(running.output()).not.toContain('Set-up token');
    expect(running.output()).not.toContain('Building');
    expect(await listed()).toEqual(made);
  });

  it('restarts a part that is killed, and nothing that was acknowledged is lost', async () => {
    for (const part of ['web', 'database', 'worker', 'database'] as const) {
      const before = pidOf(part);
      made.push((await newRepo(me())).id);
      process.kill(before, 'SIGKILL');
      await until(async () => findPart(dataDir, part, before), Boolean);
      expect(await listed(), `after ${part}`).toEqual(made);
    }
    expect(running.output()).toContain('the database process died (SIGKILL); starting it again.');
  });

  it('when the launcher itself is killed, everything ends, and nothing is missing after the next start', async () => {
    made.push((await newRepo(me())).id);
    running.child.kill('SIGKILL');
    await until(
      () => Promise.resolve(processesOf(dataDir)),
      (left) => left.length === 0,
    );
    running = await start();
    expect(await listed()).toEqual(made);
    expect(await end(running.child, 'SIGTERM')).toBe(0);
  });

  it('ends a part that still waits for the database', async () => {
    const port = await freePort();
    const part = fork(path.join(await bundleIfNeeded('server'), 'worker.mjs'), ['--held'], {
      env: { ...process.env, DATABASE_URL: `postgresql://u@127.0.0.1:${port}/x`, HEIMDALL_DATA_DIR: dataDir },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    started.push(part);
    part.send({ release: true });
    const [line] = await once(part.stderr as Readable, 'data');
    expect(String(line)).toContain('waiting for the database');
    part.disconnect();
    // It would report that the database can't be reached, and end with 1.
    expect(await once(part, 'exit')).toEqual([0, null]);
  });

  it("explains in one message why it can't start", async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as AddressInfo;
    const cases: [Record<string, string>, string, number?][] = [
      [{ PORT: 'http' }, 'heimdall: PORT must be a port number from 0 to 65535; it is "http".\n'],
      [{ HEIMDALL_RATE_LIMITS: 'no' }, 'heimdall: HEIMDALL_RATE_LIMITS must be on or off; it is "no".\n'],
      [{ DATABASE_URL: 'mysql://x' }, 'heimdall: DATABASE_URL must begin with postgresql://.\n'],
      [
        { DATABASE_URL: 'postgresql://u:hunter2@127.0.0.1:9/x' },
        "heimdall: The database of DATABASE_URL can't be reached: connect ECONNREFUSED 127.0.0.1:9.\n",
        1,
      ],
      [
        { PORT: String(port) },
        `heimdall: Port ${port} is in use; stop what runs there, or choose another PORT.\n`,
      ],
      [{ HEIMDALL_DATA_DIR: '/dev/null/x' }, "heimdall: The directory /dev/null/x can't be used"],
    ];
    for (const [env, message, status = 78] of cases) {
      const { code, output } = await refused(env);
      expect(output).toContain(message);
      expect(output).not.toMatch(/hunter2|node_modules|\n +at /);
      expect(code, message).toBe(status);
    }
    holder.close();
  });
});
