import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryAt, scratch } from '@tests/support/gitRepositories';
import { importRepo, manyFiles } from '@tests/support/hostileRepos';
import { afterAll, describe, expect, it } from 'vitest';
import { openingProblem } from '@/git/openable';

const room = scratch();
afterAll(room.remove);

/** Replaces a file with a pipe. A process that opens it for reading blocks for ever. */
function pipe(file: string): void {
  rmSync(file, { force: true });
  mkdirSync(path.dirname(file), { recursive: true });
  execFileSync('mkfifo', [file]);
}

const PIPES: Record<string, (gitDir: string) => void> = {
  HEAD: (gitDir) => pipe(path.join(gitDir, 'HEAD')),
  'info/exclude': (gitDir) => pipe(path.join(gitDir, 'info/exclude')),
  'a branch': (gitDir) => pipe(path.join(gitDir, 'refs/heads/deep/branch')),
  'what a link leads to': (gitDir) => {
    pipe(`${gitDir}.pipe`);
    symlinkSync(`${gitDir}.pipe`, path.join(gitDir, 'packed-refs'));
  },
  'another store of objects': (gitDir) => {
    pipe(`${gitDir}.store/pack/pack-1.idx`);
    writeFileSync(path.join(gitDir, 'objects/info/alternates'), `../../${path.basename(gitDir)}.store\n`);
  },
  'the repository of a linked work tree': (gitDir) => {
    importRepo(`${gitDir}.common`, manyFiles(1));
    pipe(path.join(`${gitDir}.common`, 'config'));
    writeFileSync(path.join(gitDir, 'commondir'), `../${path.basename(gitDir)}.common\n`);
  },
};

describe('a repository that git can read', () => {
  it('has no pipe in place of a file, nor of a file that it refers to', async () => {
    for (const [index, place] of Object.values(PIPES).entries()) {
      const gitDir = room.in(`${index}.git`);
      importRepo(gitDir, manyFiles(1));
      expect(await openingProblem(repositoryAt(gitDir))).toBeUndefined();
      place(gitDir);
      expect(await openingProblem(repositoryAt(gitDir))).toMatch(/ is a pipe or a device$/);
    }
  });

  it('has a configuration that git accepts and that includes no pipe', async () => {
    const gitDir = room.in('included.git');
    importRepo(gitDir, manyFiles(1));
    pipe(`${gitDir}.pipe`);
    appendFileSync(path.join(gitDir, 'config'), '[include]\n\tpath = ../included.git.pipe\n');
    expect(await openingProblem(repositoryAt(gitDir, { timeoutMs: 500 }))).toBe('Git waits for ever');
    writeFileSync(path.join(gitDir, 'config'), '[nonsense');
    expect(await openingProblem(repositoryAt(gitDir))).toBe('Git refuses it');
  });

  it('leads to no more directories than can be checked in time', async () => {
    const gitDir = room.in('large.git');
    importRepo(gitDir, manyFiles(1));
    for (let n = 0; n < 2_000; n++) mkdirSync(`${gitDir}.large/${n}`, { recursive: true });
    symlinkSync(`${gitDir}.large`, path.join(gitDir, 'refs/heads/elsewhere'));
    expect(await openingProblem(repositoryAt(gitDir, { timeoutMs: 1 }))).toBe(
      'its directories hold too much to check',
    );
  });
});
