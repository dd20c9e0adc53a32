import { describe, expect, it } from 'vitest';
import { createWhereabouts, type SecretMove } from './whereabouts';

describe('whereabouts', () => {
  it('tells whether a secret is seen for the first time', () => {
    const secrets = createWhereabouts([{ digest: 'known', path: 'a', removedBy: null }]);
    expect(secrets.add('new', 'a')).toBe(true);
    expect(secrets.add('new', 'b')).toBe(false);
    expect(secrets.add('known', 'b')).toBe(false);
  });

  it('tells of one that was allowed when it is seen where it is not, also to who goes on', () => {
    const moves: SecretMove[] = [];
    const secrets = createWhereabouts([], (move) => moves.push(move));
    const told = [secrets.add('x', 'a', true), secrets.add('x', 'b', true), secrets.add('y', 'a', true)];
    expect([...told, secrets.add('x', 'b'), secrets.add('x', 'c')]).toEqual([true, false, true, true, false]);
    const followed = createWhereabouts([]);
    followed.apply(moves);
    for (const next of [createWhereabouts(moves), createWhereabouts(followed.state())]) {
      expect([next.add('x', 'd'), next.add('y', 'd', true), next.add('y', 'e')]).toEqual([
        false,
        false,
        true,
      ]);
    }
  });

  it('follows no more than there is memory for, and never takes for gone what it does not follow', () => {
    const secrets = createWhereabouts([]);
    secrets.add('x', 'a');
    const long = 'n'.repeat(4_000);
    for (let n = 0; n < 20_000; n++) secrets.add('y', `${long}${n}`);
    expect(secrets.isFull()).toBe(true);
    expect(secrets.add('x', 'b')).toBe(false);
    secrets.remove('x', 'a', 'c1');
    expect(secrets.removed()).toEqual([]);
  });

  it('names the commit that took a secret out of the last file that held it', () => {
    const secrets = createWhereabouts([]);
    secrets.add('x', 'a');
    secrets.add('x', 'b');
    secrets.remove('x', 'a', 'c1');
    expect(secrets.removed()).toEqual([]);
    secrets.remove('x', 'b', 'c2');
    expect(secrets.removed()).toEqual([{ digest: 'x', commit: 'c2' }]);
  });

  it('forgets a removal where the secret comes back', () => {
    const secrets = createWhereabouts([{ digest: 'x', path: 'a', removedBy: null }]);
    secrets.remove('x', 'a', 'c1');
    secrets.add('x', 'a');
    expect(secrets.removed()).toEqual([]);
  });

  it('takes everything out of a file that is gone', () => {
    const secrets = createWhereabouts([
      { digest: 'x', path: 'a', removedBy: null },
      { digest: 'y', path: 'a', removedBy: null },
      { digest: 'z', path: 'b', removedBy: null },
    ]);
    secrets.removeAll('a', 'c1');
    expect(secrets.removed().map(({ digest }) => digest)).toEqual(['x', 'y']);
  });

  it('watches files that hold a secret, and no others', () => {
    const secrets = createWhereabouts([{ digest: 'x', path: 'a', removedBy: null }]);
    expect([secrets.isWatched('a'), secrets.isWatched('b')]).toEqual([true, false]);
    secrets.remove('x', 'a', 'c1');
    expect(secrets.isWatched('a')).toBe(false);
  });

  it('lets nothing be taken out of a file that does not hold it', () => {
    const secrets = createWhereabouts([{ digest: 'x', path: 'a', removedBy: null }]);
    secrets.remove('x', 'b', 'c1');
    secrets.remove('unknown', 'a', 'c1');
    expect(secrets.removed()).toEqual([]);
  });
});
