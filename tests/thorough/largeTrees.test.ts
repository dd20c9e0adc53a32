import { scratch, treeOf } from '@tests/support/gitRepositories';
import { commitNestedTrees, importRepo, initBare, manyFiles } from '@tests/support/hostileRepos';
import { afterAll, expect, it } from 'vitest';

const room = scratch();
afterAll(room.remove);

it('a tree of 100,000 files is read completely, or up to its limit, which is reported', async () => {
  const gitDir = room.in('many.git');
  const tip = importRepo(gitDir, manyFiles(100_000));
  const whole = await treeOf(gitDir, tip);
  expect([whole.entries, whole.all.length, whole.limit]).toEqual([100_000, 100_000, null]);
  expect(new Set(whole.all.map(({ path }) => path)).size).toBe(100_000);
  const part = await treeOf(gitDir, tip, 1234);
  expect([part.entries, part.all.length, part.limit]).toEqual([1234, 1234, 'entries']);
  expect((await treeOf(gitDir, tip, 100_000)).limit).toBeNull();
});

it('a tree of billions of files, made of a few trees, ends at its limit', async () => {
  const gitDir = room.in('bomb.git');
  initBare(gitDir);
  const tip = commitNestedTrees(gitDir, {
    depth: 10,
    width: 30,
    leaf: ['a', 'b'].map((name) => ({ name, content: 'x' })),
  });
  const read = await treeOf(gitDir, tip, 50_000);
  expect([read.entries, read.all.length, read.limit]).toEqual([50_000, 50_000, 'entries']);
});

it('a tree of billions of folders without a file ends at its limit too', async () => {
  const gitDir = room.in('folders.git');
  initBare(gitDir);
  const tip = commitNestedTrees(gitDir, { depth: 20, width: 30, leaf: [] });
  expect(await treeOf(gitDir, tip, 50_000)).toEqual({ entries: 0, all: [], limit: 'folders' });
});

it('a tree of paths that are long in total ends at its limit too', async () => {
  const gitDir = room.in('long.git');
  initBare(gitDir);
  const tip = commitNestedTrees(gitDir, { depth: 8, width: 30, name: 'n'.repeat(400) });
  const { entries, limit, all } = await treeOf(gitDir, tip, 10_000);
  expect(limit).toBe('names');
  // Paths of 3 kB, where the limit is 512 bytes for each of 10,000.
  expect(entries).toBeGreaterThan(500);
  expect(entries).toBeLessThan(2_000);
  expect(all).toHaveLength(entries);
});

it('a tree of folders nested too deep for Git reports so, with the entries before them', async () => {
  const gitDir = room.in('deep.git');
  initBare(gitDir);
  const tip = commitNestedTrees(gitDir, { depth: 3_000, width: 1, beside: { name: 'a', content: 'x' } });
  const { all, limit } = await treeOf(gitDir, tip, 10_000);
  // Versions of Git fail at different depths, and some only beyond the limit of names.
  expect(limit).toMatch(/^(depth|names)$/);
  expect(all[0]).toMatchObject({ path: 'a', mode: 'file' });
});

it('a tree that takes too long reports so', async () => {
  const gitDir = room.in('slow.git');
  const tip = importRepo(gitDir, manyFiles(100_000));
  expect((await treeOf(gitDir, tip, 1e6, { timeoutMs: 400, pauseMs: 100 })).limit).toBe('time');
});
