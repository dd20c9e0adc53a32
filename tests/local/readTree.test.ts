import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { repositoryAt, scratch } from '@tests/support/gitRepositories';
import {
  commitNestedTrees,
  commitRawTree,
  gitIn,
  importRepo,
  initBare,
  manyFiles,
  streamOf,
  type TestCommit,
} from '@tests/support/hostileRepos';
import { afterAll, describe, expect, it } from 'vitest';
import { GitError } from '@/git/command';
import { readTree, type TreeEntry, type TreeRead } from '@/git/tree';

const room = scratch();
afterAll(room.remove);

let made = 0;
function makeRepo(commits: readonly TestCommit[] | Buffer) {
  const gitDir = room.in(`${made++}.git`);
  return { gitDir, tip: importRepo(gitDir, Buffer.isBuffer(commits) ? commits : streamOf(commits)) };
}

async function treeOf(
  gitDir: string,
  commit: string,
  maxEntries = 1e6,
  { timeoutMs = 60_000, pauseMs = 0 } = {},
): Promise<TreeRead & { all: TreeEntry[] }> {
  const all: TreeEntry[] = [];
  const batches = readTree(repositoryAt(gitDir, { timeoutMs }), commit, { maxEntries });
  while (true) {
    const { done, value } = await batches.next();
    if (done) return { ...value, all };
    all.push(...value);
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

describe('a tree', () => {
  it('is listed with modes, sizes and ids, and no link is followed', async () => {
    const { gitDir, tip } = makeRepo([
      {
        files: {
          'plain.txt': 'hello\n',
          'bin/run': { mode: '100755', content: '#!/bin/sh\n' },
          link: { mode: '120000', content: '../../../etc/passwd' },
          sub: { mode: '160000', content: '1'.repeat(40) },
          '.gitmodules': '[submodule "sub"]\n\tpath = sub\n\turl = ext::sh -c id\n',
          '.gitattributes': '* export-ignore\n*.lfs filter=lfs diff=lfs merge=lfs -text\n',
          'model.lfs': `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 5\n`,
          empty: '',
        },
      },
    ]);
    const { all, entries, limit } = await treeOf(gitDir, tip);
    expect([entries, limit]).toEqual([8, null]);
    const listed = Object.fromEntries(all.map(({ path, mode, size }) => [path, [mode, size]]));
    expect(listed).toMatchObject({
      'plain.txt': ['file', 6],
      'bin/run': ['executable', 10],
      link: ['symlink', 19],
      sub: ['submodule', null],
      'model.lfs': ['file', 126],
      empty: ['file', 0],
    });
    const plain = all.find(({ path }) => path === 'plain.txt');
    expect(plain?.id).toBe(gitIn(gitDir, ['rev-parse', `${tip}:plain.txt`]));
  });

  it("of a local work tree is read as committed, without the work tree's own rules", async () => {
    const work = room.in('work');
    gitIn('/', ['init', '--quiet', work]);
    writeFileSync(`${work}/a`, 'committed');
    const as = ['-c', 'user.name=T', '-c', 'user.email=t@example.com'];
    gitIn(work, ['add', '.']);
    gitIn(work, [...as, 'commit', '--quiet', '-m', 'x']);
    writeFileSync(`${work}/b`, 'not committed');
    gitIn(work, ['config', 'core.fsmonitor', `touch ${work}/executed`]);
    gitIn(work, ['-c', 'core.fsmonitor=false', 'update-index', '--refresh']);
    const { all } = await treeOf(`${work}/.git`, gitIn(work, ['rev-parse', 'HEAD']));
    expect(all).toMatchObject([{ path: 'a', size: 9 }]);
    expect(existsSync(`${work}/executed`)).toBe(false);
  });

  it('keeps odd names as data, each as one stable text', async () => {
    const gitDir = room.in('odd.git');
    initBare(gitDir);
    const names = [
      '..',
      '.git',
      '\n\t"\\',
      '-rf',
      'caf\xe9\\x',
      'über',
      `${'x'.repeat(4096)}`,
      'a"b',
      '\x01',
    ];
    const rows = names.map((name) => ({
      mode: '100644',
      name: Buffer.from(name, name === 'über' ? 'utf8' : 'latin1'),
      content: 'x',
    }));
    const tip = commitRawTree(gitDir, rows);
    const paths = (await treeOf(gitDir, tip)).all.map(({ path }) => path);
    expect(paths).toEqual(names.map((name) => (name === 'caf\xe9\\x' ? 'caf\\xe9\\\\x' : name)));
  });

  it('of 100,000 files is read completely, or up to its limit, which is reported', async () => {
    const { gitDir, tip } = makeRepo(manyFiles(100_000));
    const whole = await treeOf(gitDir, tip);
    expect([whole.entries, whole.all.length, whole.limit]).toEqual([100_000, 100_000, null]);
    expect(new Set(whole.all.map(({ path }) => path)).size).toBe(100_000);
    const part = await treeOf(gitDir, tip, 1234);
    expect([part.entries, part.all.length, part.limit]).toEqual([1234, 1234, 'entries']);
    expect((await treeOf(gitDir, tip, 100_000)).limit).toBeNull();
  });

  it('of billions of files, made of a few trees, ends at its limit', async () => {
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

  it('of billions of folders without a file ends at its limit too', async () => {
    const gitDir = room.in('folders.git');
    initBare(gitDir);
    const tip = commitNestedTrees(gitDir, { depth: 20, width: 30, leaf: [] });
    expect(await treeOf(gitDir, tip, 50_000)).toEqual({ entries: 0, all: [], limit: 'folders' });
  });

  it('of paths that are long in total ends at its limit too', async () => {
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

  it('truncates a path that is too long, and marks it', async () => {
    const gitDir = room.in('overlong.git');
    initBare(gitDir);
    const tip = commitNestedTrees(gitDir, { depth: 12, width: 1, name: 'n'.repeat(400) });
    const { all, limit } = await treeOf(gitDir, tip);
    expect(limit).toBeNull();
    expect(all.map(({ mode, path }) => [mode, path.length])).toEqual([['overlong', 4096]]);
  });

  it('of folders nested too deep for Git reports so, with the entries before them', async () => {
    const gitDir = room.in('deep.git');
    initBare(gitDir);
    const tip = commitNestedTrees(gitDir, { depth: 3_000, width: 1, beside: { name: 'a', content: 'x' } });
    const { all, limit } = await treeOf(gitDir, tip, 10_000);
    // Versions of Git fail at different depths, and some only beyond the limit of names.
    expect(limit).toMatch(/^(depth|names)$/);
    expect(all[0]).toMatchObject({ path: 'a', mode: 'file' });
  });

  it('that takes too long reports so', async () => {
    const { gitDir, tip } = makeRepo(manyFiles(100_000));
    expect((await treeOf(gitDir, tip, 1e6, { timeoutMs: 400, pauseMs: 100 })).limit).toBe('time');
  });

  it('that is missing throws, and nothing is written', async () => {
    const { gitDir, tip } = makeRepo([{ files: { a: '1' } }]);
    await expect(treeOf(gitDir, 'f'.repeat(40))).rejects.toThrow(GitError);
    await expect(treeOf(gitDir, '--help')).rejects.toThrow('not a full object name');
    const packs = `${gitDir}/objects`;
    expect(existsSync(packs)).toBe(true);
    rmSync(packs, { recursive: true });
    await expect(treeOf(gitDir, tip)).rejects.toThrow(GitError);
  });
});
