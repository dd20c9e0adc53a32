import { describe, expect, it } from 'vitest';
import { fullNameAt, movedRemote, pagesOf, waitAfter } from './rules';

describe('the full name of a remote at a host', () => {
  it.each([
    ['https://git.example/o/n.git', 'https://git.example', 'o/n'],
    ['https://other.example/o/n.git', 'https://git.example', undefined],
    ['git@git.example:o/n.git', 'https://git.example', 'o/n'],
    ['ssh://git@git.example:2222/g/s/n', 'https://git.example:3000', 'g/s/n'],
    ['git@other.example:o/n.git', 'https://git.example', undefined],
    ['https://git.example/o/n.git', 'https://git.example/gitlab', undefined],
  ])('%s at %s is %s', (remote, base, fullName) => {
    expect(fullNameAt(remote, base)).toBe(fullName);
  });
});

describe('the pages of a repository', () => {
  const at = (remoteUrl: string | null, sourceType: 'git_url' | 'github' | 'gitlab' = 'git_url') =>
    pagesOf({ remoteUrl, sourceType });

  it.each([
    ['https://github.com/Example/web.git', 'github', 'https://github.com/Example/web'],
    ['git@github.com:example/web.git', 'github', 'https://github.com/example/web'],
    ['ssh://git@gitlab.com:22/group/sub/web', 'gitlab', 'https://gitlab.com/group/sub/web'],
    ['https://gitlab.com/group/sub/web/', 'gitlab', 'https://gitlab.com/group/sub/web'],
    ['https://codeberg.org/o/n.git', 'gitea', 'https://codeberg.org/o/n'],
    ['git@gitea.com:o/n.git', 'gitea', 'https://gitea.com/o/n'],
    ['https://user:word@github.com/a/b.git', 'github', 'https://github.com/a/b'],
  ])('%s has those of %s', (remote, kind, url) => {
    expect(at(remote)).toEqual({ kind, url });
  });

  it.each([
    ['https://git.example.com/a/b.git'],
    ['https://gitlab.example.com/a/b.git'],
    ['https://github.com.example.com/a/b.git'],
    ['git@git.example.com:a/b.git'],
    ['http://github.com/a/b.git'],
    [null],
  ])('nothing says those of %s', (remote) => {
    expect(at(remote)).toBeUndefined();
  });

  it('a host of another name has those of the provider that the repository is of', () => {
    expect(at('https://git.example.com/a/b.git', 'gitlab')).toEqual({
      ...{ kind: 'gitlab', url: 'https://git.example.com/a/b' },
    });
    // Nobody knows at which port its pages are.
    expect(at('git@git.example.com:a/b.git', 'gitlab')).toBeUndefined();
  });

  it('a connection says what kind of host it is, and where its pages are', () => {
    const connection = { provider: 'gitea', baseUrl: 'http://git.example:3000' } as const;
    const repo = { remoteUrl: 'ssh://git@git.example:2222/o/n b.git', sourceType: 'git_url' } as const;
    expect(pagesOf(repo, { connection, fullName: 'o/n b' })).toEqual({
      ...{ kind: 'gitea', url: 'http://git.example:3000/o/n%20b' },
    });
  });
});

describe('the remote of a renamed repository', () => {
  const moved = (remote: string, now = 'new/name', cloneUrl = 'https://git.example/new/name.git') =>
    movedRemote(remote, { fullName: 'o/n', now, cloneUrl }, { allowPrivate: false, allowedHosts: [] });
  it.each([
    ['https://git.example/o/n', 'https://git.example/new/name.git'],
    ['git@git.example:o/n.git', 'git@git.example:new/name.git'],
    ['ssh://git@o.example/O/n.git', 'ssh://git@o.example/new/name.git'],
  ])('%s is %s', (remote, wanted) => {
    expect(moved(remote)).toBe(wanted);
  });

  it.each([
    ['https://git.example/o/n', 'new/name', 'https://user:secret@git.example/new/name.git'],
    ['https://git.example/o/n', 'new/name', 'https://git.example/new/name\0.git'],
    ['https://git.example/o/n', 'new/name', `https://git.example/${'x'.repeat(3000)}`],
    ['git@git.example:o/n.git', 'new/na me', 'https://git.example/new/name.git'],
  ])('stays if the new one is none that a user may register: %j, %j, %j', (remote, now, cloneUrl) => {
    expect(moved(remote, now, cloneUrl)).toBe(remote);
  });

  it('stays if the name does, or if the new address is of another origin', () => {
    expect(moved('https://git.example/o/n', 'O/N')).toBe('https://git.example/o/n');
    const elsewhere = 'https://other.example/new/name.git';
    expect(moved('https://git.example/o/n', 'new/name', elsewhere)).toBe('https://git.example/o/n');
  });
});

it('a host that gives no answer is asked less and less often, for a week', () => {
  const waits = Array.from({ length: 174 }, (_, failures) => waitAfter(failures) ?? 0);
  expect(waits.slice(0, 7)).toEqual([60, 120, 240, 480, 960, 1920, 3600]);
  const days = waits.reduce((sum, wait) => sum + wait) / 86_400;
  expect(Math.round(days)).toBe(7);
  expect(waitAfter(174)).toBeUndefined();
});
