import { readdirSync } from 'node:fs';
import { until } from '@tests/support/api';
import { type Ended, heimdall, startHeimdall } from '@tests/support/commandLine';
import { commitStream } from '@tests/support/commits';
import { scratch } from '@tests/support/gitRepositories';
import { type GitServer, startGitServer } from '@tests/support/gitServer';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** `heimdall scan` of a repository by its URL. */

/** Made-up values with the form of an AWS key id and of a GitHub token with a valid checksum. */
const KEY_ID = 'AKIA' + 'Q3EGRZ2RT7XW5YHN';
const TOKEN = `ghp_${'Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9St0'}${'4N2q2A'}`;

const room = scratch();
let git: GitServer;
beforeAll(async () => {
  git = await startGitServer();
});
afterAll(async () => {
  await git?.stop();
  room.remove();
});

const findingsIn = ({ stdout }: Pick<Ended, 'stdout'>) => JSON.parse(stdout).findings;
const env = { HEIMDALL_GIT_ALLOWED_HOSTS: '127.0.0.1', TMPDIR: room.directory };
const leftBehind = () => readdirSync(room.directory).filter((name) => name.startsWith('heimdall-scan-'));

it('a repository is fetched and scanned, branches and history, and no file of it remains', async () => {
  git.makeRepository(
    'remote.git',
    commitStream([
      { files: { 'a.py': `KEY = "${KEY_ID}"\n` } },
      { files: { 'a.py': 'KEY = read()\n' } },
      { files: { 'b.env': `TOKEN=${TOKEN}\n` }, branch: 'side' },
    ]),
  );
  const url = git.url('remote.git');
  const run = await heimdall(['scan', url, '--format', 'json'], { env });
  expect(run.code).toBe(1);
  expect(findingsIn(run)).toMatchObject([{ path: 'a.py', in_tree: false }]);
  const all = await heimdall(['scan', url, '--format', 'json', '--all-refs'], { env });
  expect(findingsIn(all)).toMatchObject([{ path: 'b.env', in_tree: false }, { path: 'a.py' }]);
  const side = await heimdall(['scan', url, '--format', 'json', '--branch', 'side'], { env });
  expect(findingsIn(side)).toMatchObject([{ path: 'b.env', in_tree: true }]);
  expect(leftBehind()).toEqual([]);
});

it('one that can not be fetched, or is private and not allowed, is refused with a message and 2', async () => {
  const missing = await heimdall(['scan', git.url('nothing.git'), '-q'], { env });
  expect(missing).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('no repository') });
  const refused = await heimdall(['scan', git.url('remote.git'), '-q']);
  expect(refused).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('private network'),
  });
  expect(leftBehind()).toEqual([]);
});

it('leaves no files when the scan is interrupted', async () => {
  git.makeRepository('held.git', commitStream([{ files: { 'a.txt': 'hello\n' } }]));
  const release = git.hold('held.git');
  const { child, ended } = startHeimdall(['scan', git.url('held.git')], { env });
  await until(
    async () => leftBehind(),
    (names) => names.length === 1,
  );
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ signal: 'SIGINT', stdout: '' });
  expect(leftBehind()).toEqual([]);
  release();
});
