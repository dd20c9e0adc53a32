import { historyOf, repositoryAt, scratch } from '@tests/support/gitRepositories';
import {
  commitNestedTrees,
  deepHistory,
  gitIn,
  importRepo,
  streamOf,
  type TestCommit,
} from '@tests/support/hostileRepos';
import { afterAll, describe, expect, it } from 'vitest';
import { commitsExist, countCommits } from '@/git/history';

const room = scratch();
afterAll(room.remove);

let made = 0;
function makeRepo(commits: readonly TestCommit[] | Buffer) {
  const gitDir = room.in(`${made++}.git`);
  const tip = importRepo(gitDir, Buffer.isBuffer(commits) ? commits : streamOf(commits));
  return { gitDir, tip, ids: gitIn(gitDir, ['rev-list', '--topo-order', '--reverse', tip]).split('\n') };
}

describe('limits of a history', () => {
  it('20,000 commits are read in order', async () => {
    const { gitDir, tip } = makeRepo(deepHistory(20_000));
    const { commits, files, seen, limit } = await historyOf(gitDir, [tip]);
    expect([commits, files.length, limit]).toEqual([20_000, 20_000, null]);
    expect(files.at(-1)?.added.toString()).toBe('line 19999');
    expect(seen.every(({ index, parents }, n) => index === n && parents.length === Math.min(n, 1))).toBe(
      true,
    );
    expect(await countCommits(repositoryAt(gitDir), [tip], [])).toBe(20_000);
  });

  it('of more commits than the limit, the newest are read, and the limit is reported', async () => {
    const { gitDir, tip, ids } = makeRepo(deepHistory(50));
    const { seen, limit, files } = await historyOf(gitDir, [tip], { maxCommits: 10 });
    expect([limit, seen.map(({ sha }) => sha)]).toEqual(['commits', ids.slice(-10)]);
    expect(files[0]?.added.toString()).toBe('line 40');
    expect((await historyOf(gitDir, [tip], { maxCommits: 50 })).limit).toBeNull();
  });

  it('bytes and time end it, and the limit is reported', async () => {
    const { gitDir, tip } = makeRepo(deepHistory(5000));
    const bytes = await historyOf(gitDir, [tip], { maxBytes: 100_000 });
    expect([bytes.limit, bytes.bytes]).toEqual(['bytes', 100_000]);
    expect(bytes.commits).toBeGreaterThan(100);
    expect(bytes.commits).toBeLessThan(5000);
    const onFile = () => new Promise<void>((resolve) => setTimeout(resolve, 20));
    const time = await historyOf(gitDir, [tip], { timeoutMs: 500, onFile });
    expect(time.limit).toBe('time');
  });

  it.each([
    // Millions of files. Git holds all changes in memory before it prints the first.
    ['memory', { depth: 7, width: 30 }, 64 * 1024],
    ['depth', { depth: 30_000, width: 1 }, undefined],
  ] as const)(
    'a commit beyond the %s that Git has ends it, and the limit is reported',
    async (limit, trees, memoryKiB) => {
      const gitDir = room.in(`${limit}.git`);
      const first = importRepo(gitDir, deepHistory(1));
      const tip = commitNestedTrees(gitDir, { ...trees, parent: first });
      // On a busy machine, Git may need a minute for that.
      const read = await historyOf(gitDir, [tip], { memoryKiB, timeoutMs: 170_000 });
      expect([read.limit, read.files.map(({ path }) => path)]).toEqual([limit, ['f0']]);
    },
  );

  it('an abort ends it at once, and an error of a callback is thrown', async () => {
    const { gitDir, tip } = makeRepo(deepHistory(5000));
    const control = new AbortController();
    const reason = new Error('cancelled');
    const onFile = () => control.abort(reason);
    await expect(historyOf(gitDir, [tip], { signal: control.signal, onFile })).rejects.toBe(reason);
    const thrown = new Error('from the caller');
    const throwing = () => {
      throw thrown;
    };
    await expect(historyOf(gitDir, [tip], { onFile: throwing })).rejects.toBe(thrown);
  });

  it('an id that is not a full object name never reaches git', async () => {
    const { gitDir } = makeRepo([{ files: { a: '1\n' } }]);
    await expect(historyOf(gitDir, ['--all'])).rejects.toThrow('not a full object name');
    await expect(historyOf(gitDir, ['main'])).rejects.toThrow('not a full object name');
  });
});

describe('questions about commits', () => {
  it('are answered', async () => {
    const { gitDir, tip, ids } = makeRepo([{ files: { a: '1\n' } }, { files: { a: '2\n' } }]);
    const [first = ''] = ids;
    const repository = repositoryAt(gitDir);
    const unknown = 'f'.repeat(40);
    const tree = gitIn(gitDir, ['rev-parse', `${tip}^{tree}`]);
    expect(await commitsExist(repository, [tip, first])).toBe(true);
    expect(await commitsExist(repository, [tip, unknown])).toBe(false);
    expect(await commitsExist(repository, [tree, tip])).toBe(false);
    expect(await countCommits(repository, [tip], [first])).toBe(1);
    await expect(historyOf(gitDir, [unknown])).rejects.toThrow('git ended with status 128');
  });
});
