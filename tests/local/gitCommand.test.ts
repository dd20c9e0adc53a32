import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { processesWith, untilGone } from '@tests/support/commandLines';
import { SEARCH_PATH, scratch } from '@tests/support/gitRepositories';
import { importRepo, initBare, manyFiles } from '@tests/support/hostileRepos';
import { afterAll, describe, expect, it } from 'vitest';
import { GitError, runGit, streamGit } from '@/git/command';

const room = scratch();
afterAll(room.remove);
const gitDir = room.in('many.git');
importRepo(gitDir, manyFiles(20_000));

/** A stream with more output than a pipe holds. */
const LONG = [`--git-dir=${gitDir}`, 'ls-tree', '-r', 'main'];
/** A git that waits for input that never ends. */
const WAITING = [`--git-dir=${gitDir}`, 'cat-file', '--batch'];
const base = { searchPath: SEARCH_PATH, timeoutMs: 20_000 };

async function* silence(): AsyncGenerator<string> {
  await new Promise(() => undefined);
}

/** Starts git in a separate process, against a host that accepts and never answers. Waits for git's http helper. */
async function waitingForHost() {
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/x.git`;
  const script = `
    const { startGit } = await import(${JSON.stringify(path.resolve('src/git/process.ts'))});
    const args = ['ls-remote', process.argv[1]];
    const { closed } = startGit({ args, searchPath: process.env.PATH, online: { by: 'http' }, timeoutMs: 60000 });
    console.log(JSON.stringify(await closed));
  `;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script, url];
  const parent = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const children = () => processesWith(url).filter((pid) => pid !== String(parent.pid));
  // The shell, its watchdog, git, and git's http helper.
  while (children().length < 4) await new Promise((resolve) => setTimeout(resolve, 20));
  const stop = async () => {
    parent.kill('SIGKILL');
    silent.close();
    await untilGone(url, 5000);
  };
  return { url, parent, stop };
}

const nameOf = (pid: string) => readFileSync(`/proc/${pid}/comm`, 'utf8').trim();

describe("a stream of git's output", () => {
  it('is complete, and only as fast as it is read', async () => {
    let size = 0;
    for await (const chunk of streamGit({ ...base, args: LONG })) {
      size += chunk.length;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const { stdout } = await runGit({ ...base, args: LONG, maxOutputBytes: 1e8 });
    expect([size, stdout.split('\n').length]).toEqual([stdout.length, 20_001]);
  });

  it('accepts input to git of any size', async () => {
    const input = Array.from({ length: 50_000 }, (_, n) => `${n.toString(16).padStart(40, '0')}\n`);
    let text = '';
    for await (const chunk of streamGit({ ...base, args: WAITING, input })) text += chunk;
    expect(text.split(' missing\n').length).toBe(50_001);
  });

  it('ends git when the reader stops', async () => {
    for await (const _chunk of streamGit({ ...base, args: LONG })) break;
    expect(processesWith(gitDir)).toEqual([]);
  });

  it("throws the error where git fails, and keeps git's output out of the message", async () => {
    const run = async () => {
      for await (const _ of streamGit({ ...base, args: [`--git-dir=${gitDir}`, 'ls-tree', 'secret-name'] }));
    };
    const error = (await run().catch((thrown: unknown) => thrown)) as GitError;
    expect(error).toBeInstanceOf(GitError);
    expect([error.message, error.exit.code]).toEqual(['git ended with status 128', 128]);
    expect(error.exit.stderr).toContain('secret-name');
  });

  it('whose input fails throws that error, and ends git', async () => {
    async function* failing(): AsyncGenerator<string> {
      yield `${'0'.repeat(40)}\n`;
      throw new Error('from the source');
    }
    const run = async () => {
      for await (const _ of streamGit({ ...base, args: WAITING, input: failing() }));
    };
    await expect(run()).rejects.toThrow('from the source');
    expect(processesWith(gitDir)).toEqual([]);
  });
});

describe('git is stopped by', () => {
  const waits = { ...base, args: WAITING, input: silence() };

  it('its time limit, with its child processes', async () => {
    const begun = Date.now();
    const result = await runGit({ ...waits, timeoutMs: 300, maxOutputBytes: 1 });
    expect(result.end).toBe('timed out');
    expect(Date.now() - begun).toBeLessThan(5000);
    expect(processesWith(gitDir)).toEqual([]);
  });

  it('a signal, at once and with its reason; with an aborted signal it never starts', async () => {
    const control = new AbortController();
    const reason = new Error('cancelled');
    const running = runGit({ ...waits, input: silence(), signal: control.signal, maxOutputBytes: 1 });
    setTimeout(() => control.abort(reason), 200);
    await expect(running).rejects.toBe(reason);
    expect(processesWith(gitDir)).toEqual([]);
    await expect(runGit({ ...waits, signal: control.signal, maxOutputBytes: 1 })).rejects.toBe(reason);
  });

  it('too much output', async () => {
    const { end, stdout } = await runGit({ ...base, args: LONG, maxOutputBytes: 100_000 });
    expect(end).toBe('too much output');
    expect(stdout.length).toBeLessThanOrEqual(100_000);
  });

  it('its memory limit', async () => {
    const { code, stderr } = await runGit({
      ...base,
      args: [`--git-dir=${gitDir}`, 'hash-object', '--stdin'],
      input: [Buffer.alloc(100e6)],
      limits: { memoryKiB: 64 * 1024 },
      maxOutputBytes: 1000,
    });
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/[Oo]ut of memory|cannot allocate|mmap failed/i);
  });

  it("its limit of a file's size, in bytes", async () => {
    const target = room.in('written.git');
    initBare(target);
    const write = (fileBytes: number) =>
      runGit({
        ...base,
        args: [`--git-dir=${target}`, '-c', 'core.compression=0', 'hash-object', '-w', '--stdin'],
        input: [Buffer.alloc(300_000, 'x')],
        limits: { fileBytes },
        maxOutputBytes: 1000,
      });
    expect((await write(204_800)).code).not.toBe(0);
    const left = readdirSync(target, { recursive: true }).map((name) =>
      statSync(path.join(target, String(name))),
    );
    expect(Math.max(...left.map(({ size }) => size))).toBeLessThanOrEqual(204_800);
    expect((await write(400_000)).code).toBe(0);
  });

  it('the end of its parent process, even by SIGKILL', async () => {
    // Only the watchdog ends this git, which waits for a host that never answers.
    const { url, parent, stop } = await waitingForHost();
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    expect(await untilGone(url, 1000)).toBe(0);
    await stop();
  });

  it.each(['git', 'sh'])(
    'the end of one of its processes alone, as by a lack of memory: %s',
    async (name) => {
      const { url, parent, stop } = await waitingForHost();
      // The first process of that name is the parent of the others.
      const victim = processesWith(url)
        .map(Number)
        .sort((a, b) => a - b)
        .find((pid) => nameOf(String(pid)) === name);
      const said = once(parent.stdout, 'data');
      process.kill(victim as number, 'SIGKILL');
      expect(JSON.parse(String((await said)[0]))).toMatchObject(
        name === 'git' ? { end: 'exited', code: 137 } : { end: 'abandoned' },
      );
      expect(await untilGone(url, 1000)).toBe(0);
      await stop();
    },
  );
});
