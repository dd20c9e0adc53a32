import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { heimdall, startHeimdall } from '@tests/support/commandLine';
import { processesWith, untilGone } from '@tests/support/commandLines';
import { commitStream } from '@tests/support/commits';
import { scratch } from '@tests/support/gitRepositories';
import { type GitServer, startGitServer } from '@tests/support/gitServer';
import { deepHistory, importRepo } from '@tests/support/hostileRepos';
import { atFetch, drippingPack } from '@tests/support/hostileServers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** A made-up value with the form of an AWS key id. */
const LEAK = `KEY = "${'AKIA' + 'Q3EGRZ2RT7XW5YHN'}"\n`;

const room = scratch();
let git: GitServer;

beforeAll(async () => {
  git = await startGitServer({ '/dripping.git': atFetch(drippingPack) });
});
afterAll(async () => {
  await git?.stop();
  room.remove();
});

function workTree(name: string): string {
  const made = room.in(name);
  mkdirSync(path.join(made, 'sub'), { recursive: true });
  writeFileSync(path.join(made, 'a.py'), LEAK);
  execFileSync('git', ['init', '--quiet', made]);
  return made;
}

/** Replaces a file with a pipe. A process that opens it for reading waits for ever. */
function pipe(made: string, name: string): void {
  rmSync(path.join(made, name), { force: true });
  execFileSync('mkfifo', [path.join(made, name)]);
}

describe('a pipe, which opening would wait for', () => {
  it('in place of a file of patterns does not block a scan', async () => {
    const made = workTree('patterns');
    for (const name of ['sub/.gitignore', '.heimdallignore']) pipe(made, name);
    const run = await heimdall(['scan', made]);
    expect([run.code, run.stdout]).toEqual([1, expect.stringContaining('a.py:1')]);
    expect(run.stderr).toContain('2 sockets, pipes or devices');
  });

  it("in place of one of Git's files leaves the scan partial", async () => {
    const made = workTree('head');
    pipe(made, '.git/HEAD');
    const run = await heimdall(['scan', made]);
    expect([run.code, run.stdout]).toEqual([2, expect.stringContaining('a.py:1')]);
    expect(run.stderr).toContain('.git/HEAD is a pipe or a device');
  });

  it('is neither a target nor a place for a report', async () => {
    const made = workTree('neither');
    pipe(made, 'pipe');
    const place = path.join(made, 'pipe');
    const runs = [[place], [made, '--output', place]].map((args) => heimdall(['scan', ...args]));
    for (const run of await Promise.all(runs)) expect(run).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('a report', () => {
  it('that does not fit leaves the older one unchanged, and no other file', () => {
    const made = workTree('full');
    const reports = room.in('reports');
    mkdirSync(reports);
    writeFileSync(path.join(reports, 'r.json'), 'older');
    // The system refuses any file of more than 512 bytes.
    const command = 'ulimit -f 1; exec "$@"';
    const program = [process.execPath, path.resolve('src/cli/heimdall.mjs'), 'scan', made];
    const options = ['--format', 'json', '--output', path.join(reports, 'r.json')];
    const { status, stderr } = spawnSync('sh', ['-c', command, 'sh', ...program, ...options]);
    expect([status, String(stderr)]).toEqual([2, expect.stringContaining("can't be written")]);
    expect(readFileSync(path.join(reports, 'r.json'), 'utf8')).toBe('older');
    expect(readdirSync(reports)).toEqual(['r.json']);
  });
});

describe('a command line that is killed by SIGKILL leaves no git behind', () => {
  const killed = async (target: string, command: string, marks: string[]) => {
    const env = { HEIMDALL_GIT_ALLOWED_HOSTS: '127.0.0.1', TMPDIR: room.directory };
    const { child, ended } = startHeimdall(['scan', target, '--quiet'], { env });
    while (processesWith(...marks).length === 0) {
      if (child.exitCode !== null) throw new Error(`${command} was never seen`);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    child.kill('SIGKILL');
    if (child.signalCode === null) await once(child, 'exit');
    expect(await untilGone(marks[0] ?? '', 2000)).toBe(0);
    await ended;
  };

  it('in the middle of a fetch', async () => {
    git.makeRepository('dripping.git', commitStream([{ files: { a: '1' } }]));
    const url = git.url('dripping.git');
    await killed(url, 'git fetch', [url, 'fetch', '--update-shallow']);
  });

  it('in the middle of a history', async () => {
    const gitDir = room.in('deep.git');
    importRepo(gitDir, deepHistory(50_000));
    await killed(gitDir, 'git log', [`--git-dir=${gitDir}`, 'log', '--topo-order']);
  });
});
