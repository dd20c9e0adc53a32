import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { readingOf, scratch } from '@tests/support/gitReading';
import {
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
import { readTree, type TreeEntry, type TreeOptions } from '@/git/tree';

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
  options: Partial<TreeOptions> = {},
  timeoutMs = 60_000,
) {
  const all: TreeEntry[] = [];
  const onEntries = (entries: TreeEntry[]) => void all.push(...entries);
  const read = await readTree(readingOf(gitDir, { timeoutMs }), commit, {
    maxEntries: 1e6,
    onEntries,
    ...options,
  });
  return { ...read, all };
}

describe('a tree', () => {
  it('is told with modes, sizes and ids, and nothing of it is followed', async () => {
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
    const told = Object.fromEntries(all.map(({ path, mode, size }) => [path, [mode, size]]));
    expect(told).toMatchObject({
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

  it("of somebody's own work tree is read as it was committed, by no rules of its own", async () => {
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

  it('keeps odd names as data, each as one text that stays the same', async () => {
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

  it('of 100,000 files comes whole, or up to what may be, and says so', async () => {
    const { gitDir, tip } = makeRepo(manyFiles(100_000));
    const whole = await treeOf(gitDir, tip);
    expect([whole.entries, whole.all.length, whole.limit]).toEqual([100_000, 100_000, null]);
    expect(new Set(whole.all.map(({ path }) => path)).size).toBe(100_000);
    const part = await treeOf(gitDir, tip, { maxEntries: 1234 });
    expect([part.entries, part.all.length, part.limit]).toEqual([1234, 1234, 'entries']);
    expect((await treeOf(gitDir, tip, { maxEntries: 100_000 })).limit).toBeNull();
  });

  it('of billions of files, made of a few trees, ends at its limit', async () => {
    const gitDir = room.in('bomb.git');
    initBare(gitDir);
    let id = gitIn(gitDir, ['hash-object', '-w', '--stdin'], 'x');
    let kind = '100644 blob';
    for (let depth = 0; depth < 10; depth++) {
      const rows = Array.from({ length: 10 }, (_, n) => `${kind} ${id}\tf${n}\n`).join('');
      id = gitIn(gitDir, ['mktree'], rows);
      kind = '040000 tree';
    }
    const read = await treeOf(gitDir, id, { maxEntries: 50_000 });
    expect([read.entries, read.limit]).toEqual([50_000, 'entries']);
  });

  it('that takes too long says so', async () => {
    const { gitDir, tip } = makeRepo(manyFiles(100_000));
    const onEntries = () => new Promise<void>((resolve) => setTimeout(resolve, 100));
    expect((await treeOf(gitDir, tip, { onEntries }, 400)).limit).toBe('time');
  });

  it('that is missing throws, and reading writes nothing', async () => {
    const { gitDir, tip } = makeRepo([{ files: { a: '1' } }]);
    await expect(treeOf(gitDir, 'f'.repeat(40))).rejects.toThrow(GitError);
    await expect(treeOf(gitDir, '--help')).rejects.toThrow('not a full object name');
    const packs = `${gitDir}/objects`;
    expect(existsSync(packs)).toBe(true);
    rmSync(packs, { recursive: true });
    await expect(treeOf(gitDir, tip)).rejects.toThrow(GitError);
  });
});
