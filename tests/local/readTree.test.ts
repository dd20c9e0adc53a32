import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { scratch, treeOf } from '@tests/support/gitRepositories';
import {
  commitNestedTrees,
  commitRawTree,
  gitIn,
  importRepo,
  initBare,
  streamOf,
  type TestCommit,
} from '@tests/support/hostileRepos';
import { afterAll, describe, expect, it } from 'vitest';
import { GitError } from '@/git/command';

const room = scratch();
afterAll(room.remove);

let made = 0;
function makeRepo(commits: readonly TestCommit[] | Buffer) {
  const gitDir = room.in(`${made++}.git`);
  return { gitDir, tip: importRepo(gitDir, Buffer.isBuffer(commits) ? commits : streamOf(commits)) };
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

  it('truncates a path that is too long, and marks it', async () => {
    const gitDir = room.in('overlong.git');
    initBare(gitDir);
    const tip = commitNestedTrees(gitDir, { depth: 12, width: 1, name: 'n'.repeat(400) });
    const { all, limit } = await treeOf(gitDir, tip);
    expect(limit).toBeNull();
    expect(all.map(({ mode, path }) => [mode, path.length])).toEqual([['overlong', 4096]]);
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
