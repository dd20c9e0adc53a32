import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isWithin } from '@/scan/sources/walkHistory';
import { CommandError, findTarget } from './target';

let root: string;
const at = (...parts: string[]) => path.join(root, ...parts);

/** The files by which Git recognizes a repository. */
function layOut(gitDir: string): void {
  for (const name of ['objects', 'refs']) mkdirSync(path.join(gitDir, name), { recursive: true });
  writeFileSync(path.join(gitDir, 'HEAD'), 'ref: refs/heads/main\n');
}

beforeAll(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'heimdall-target-')));
  for (const name of ['plain/sub', 'tree/sub', 'linked']) mkdirSync(at(name), { recursive: true });
  for (const name of ['plain/a.txt', 'tree/sub/a.txt']) writeFileSync(at(name), 'hello\n');
  layOut(at('tree/.git'));
  layOut(at('bare.git'));
  layOut(at('elsewhere/worktrees/linked'));
  writeFileSync(at('linked/.git'), 'gitdir: ../elsewhere/worktrees/linked\n');
  for (const name of ['dangling/sub', 'hollow/sub', 'hollow/.git', 'tree/hollow/.git']) {
    mkdirSync(at(name), { recursive: true });
  }
  writeFileSync(at('dangling/.git'), 'gitdir: ../nowhere\n');
  symlinkSync(at('tree'), at('link'));
});
afterAll(() => rmSync(root, { recursive: true }));

describe('the target of a scan', () => {
  it.each([
    'https://example.com/a.git',
    'HTTP://example.com/a',
    'ext::sh -c touch',
    'file:///etc',
    'git@example.com:a/b.git',
  ])('is a URL where it is written as one: %s', (url) => {
    expect(findTarget(url)).toEqual({ kind: 'url', url });
  });

  it('is a plain directory, or a file in one', () => {
    expect(findTarget(at('plain'))).toEqual({
      kind: 'disk',
      root: at('plain'),
      within: '',
      gitDir: null,
      isLost: false,
    });
    expect(findTarget(at('plain/a.txt'))).toMatchObject({ root: at('plain'), within: 'a.txt', gitDir: null });
  });

  it('is the named part of a work tree, relative to its root', () => {
    const repository = { kind: 'disk', root: at('tree'), gitDir: at('tree/.git'), isLost: false };
    expect(findTarget(at('tree'))).toEqual({ ...repository, within: '' });
    expect(findTarget(at('tree/sub'))).toEqual({ ...repository, within: 'sub/' });
    expect(findTarget(at('tree/sub/a.txt'))).toEqual({ ...repository, within: 'sub/a.txt' });
    expect(findTarget(at('link/sub'))).toEqual({ ...repository, within: 'sub/' });
  });

  it('is a linked work tree by the file that names its repository', () => {
    expect(findTarget(at('linked'))).toMatchObject({ gitDir: at('elsewhere/worktrees/linked'), within: '' });
  });

  it('has no repository where a .git leads nowhere, or is none in the named directory itself', () => {
    const lost = (name: string) => ({ root: at(name), gitDir: null, isLost: true });
    expect(findTarget(at('dangling/sub'))).toMatchObject({ ...lost('dangling'), within: 'sub/' });
    expect(findTarget(at('hollow'))).toMatchObject(lost('hollow'));
    expect(findTarget(at('hollow/sub'))).toMatchObject({ root: at('hollow/sub'), isLost: false });
    expect(findTarget(at('tree/hollow'))).toMatchObject({
      root: at('tree'),
      within: 'hollow/',
      isLost: false,
    });
  });

  it('is a bare repository', () => {
    expect(findTarget(at('bare.git'))).toEqual({ kind: 'bare', gitDir: at('bare.git') });
  });

  it('is refused where there is nothing, or nothing that can be read', () => {
    expect(() => findTarget(at('missing'))).toThrow(CommandError);
    expect(() => findTarget('/dev/null')).toThrow('neither a file nor a directory');
    expect(() => findTarget('a\0b')).toThrow(CommandError);
  });
});

it('keeps to a directory or file by whole names', () => {
  expect([isWithin('', 'a'), isWithin('src/', 'src/a'), isWithin('a.txt', 'a.txt')]).toEqual([
    true,
    true,
    true,
  ]);
  expect([isWithin('src/', 'src2/a'), isWithin('a', 'a/b'), isWithin('a', 'ab')]).toEqual([
    false,
    false,
    false,
  ]);
});
