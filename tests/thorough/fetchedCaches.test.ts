import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fetchedOf, fetchRequest, historyOf, noise, scratch } from '@tests/support/gitRepositories';
import { type GitServer, startGitServer } from '@tests/support/gitServer';
import { streamOf, type TestCommit } from '@tests/support/hostileRepos';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { discardCache } from '@/git/cache';
import { GitError } from '@/git/command';
import { type FetchRequest, fetchRepository } from '@/git/fetch';

const room = scratch();
let git: GitServer;
beforeAll(async () => {
  git = await startGitServer();
});
afterAll(async () => {
  await git?.stop();
  room.remove();
});

let caches = 0;
const newCache = () => room.in(`caches/${caches++}/repo.git`);
const fetchFrom = (name: string, gitDir: string, fields: Partial<FetchRequest> = {}) =>
  fetchRepository(fetchRequest(git.url(name), gitDir, fields));
const make = (name: string, commits: readonly TestCommit[]) => git.makeRepository(name, streamOf(commits));

async function fetchedCache(name: string) {
  const sha = make(name, [{ files: { a: '1' } }, { files: { b: '2' } }]);
  const gitDir = newCache();
  fetchedOf(await fetchFrom(name, gitDir));
  return { gitDir, sha };
}

const packOf = (gitDir: string) => {
  const directory = path.join(gitDir, 'objects', 'pack');
  const name = readdirSync(directory).find((found) => found.endsWith('.pack'));
  return path.join(directory, name ?? '');
};

const harms: [string, (gitDir: string) => void][] = [
  ['lacks a pack', (gitDir) => rmSync(packOf(gitDir))],
  ['lacks an index', (gitDir) => rmSync(packOf(gitDir).replace(/pack$/, 'idx'))],
  ['has a truncated pack', (gitDir) => truncateSync(packOf(gitDir), 40)],
  ['has no objects', (gitDir) => rmSync(path.join(gitDir, 'objects'), { recursive: true })],
  ['has a head that is none', (gitDir) => writeFileSync(path.join(gitDir, 'HEAD'), '\0')],
  ['has a branch that is none', (gitDir) => writeFileSync(path.join(gitDir, 'refs/heads/main'), 'x')],
  [
    'has a branch without its commit',
    (gitDir) => writeFileSync(path.join(gitDir, 'refs/heads/main'), `${'1'.repeat(40)}\n`),
  ],
  ['has a broken configuration', (gitDir) => writeFileSync(path.join(gitDir, 'config'), '[[[')],
  ['was never finished', (gitDir) => rmSync(path.join(gitDir, 'heimdall-packs.json'))],
  [
    'is locked by a killed git',
    (gitDir) => {
      for (const name of ['HEAD', 'config', 'packed-refs', 'shallow', 'refs/heads/main'])
        writeFileSync(path.join(gitDir, `${name}.lock`), '');
    },
  ],
];
it.each(harms)('a cache that %s is repaired', async (name, harm) => {
  const { gitDir, sha } = await fetchedCache(`${name.replaceAll(' ', '-')}.git`);
  harm(gitDir);
  expect(fetchedOf(await fetchFrom(`${name.replaceAll(' ', '-')}.git`, gitDir)).sha).toBe(sha);
  expect((await historyOf(gitDir, [sha])).commits).toBe(2);
});

it('a cache with a changed byte is repaired once it is discarded', async () => {
  const { gitDir, sha } = await fetchedCache('rotten.git');
  const pack = packOf(gitDir);
  chmodSync(pack, 0o644);
  writeFileSync(pack, readFileSync(pack).fill(0xff, 12, 100));
  await expect(historyOf(gitDir, [sha])).rejects.toThrow(GitError);
  await discardCache(gitDir);
  fetchedOf(await fetchFrom('rotten.git', gitDir));
  expect((await historyOf(gitDir, [sha])).commits).toBe(2);
});

it('a cache loses the files that a killed fetch left behind', async () => {
  const { gitDir } = await fetchedCache('killed.git');
  const left = path.join(gitDir, 'objects/pack/tmp_pack_aBcDeF');
  writeFileSync(left, 'x');
  fetchedOf(await fetchFrom('killed.git', gitDir));
  expect(existsSync(left)).toBe(false);
});

it('a cache that is full of unreferenced objects is created anew', async () => {
  const name = 'piles-up.git';
  const gitDir = newCache();
  const limits = { timeoutMs: 30_000, maxBytes: 1_500_000 };
  for (const message of ['1', '2', '3']) {
    const sha = make(name, [{ files: { noise: noise(1_000_000) }, message }]);
    const fetched = fetchedOf(await fetchFrom(name, gitDir, { limits }));
    expect([fetched.sha, fetched.bytes < limits.maxBytes]).toEqual([sha, true]);
  }
});

it('a cache has its packs joined after many fetches', async () => {
  const name = 'many-packs.git';
  const gitDir = newCache();
  let sha = '';
  for (let n = 1; n <= 24; n++) {
    sha = make(
      name,
      Array.from({ length: n }, (_, index) => ({ files: { f: `${index}` } })),
    );
    expect(fetchedOf(await fetchFrom(name, gitDir)).sha).toBe(sha);
  }
  const packs = readdirSync(path.join(gitDir, 'objects/pack')).filter((found) => found.endsWith('.pack'));
  expect(packs.length).toBeLessThan(8);
  expect((await historyOf(gitDir, [sha])).commits).toBe(24);
});
