import { describe, expect, it } from 'vitest';
import { fullNameAt, movedRemote, waitAfter } from './rules';

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
