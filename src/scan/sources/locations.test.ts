import { describe, expect, it } from 'vitest';
import { type SecretMove, trackLocations } from './locations';

describe('locations', () => {
  it('reports the first occurrence of a secret', () => {
    const secrets = trackLocations([{ identity: 'known', path: 'a', removedBy: null }]);
    expect(secrets.add('new', 'a')).toBe(true);
    expect(secrets.add('new', 'b')).toBe(false);
    expect(secrets.add('known', 'b')).toBe(false);
  });

  it('reports the first occurrence that is not allowed, also after the state is copied', () => {
    const moves: SecretMove[] = [];
    const secrets = trackLocations([], (move) => moves.push(move));
    const reported = [secrets.add('x', 'a', true), secrets.add('x', 'b', true), secrets.add('y', 'a', true)];
    expect([...reported, secrets.add('x', 'b'), secrets.add('x', 'c')]).toEqual([
      true,
      false,
      true,
      true,
      false,
    ]);
    const followed = trackLocations([]);
    followed.apply(moves);
    for (const next of [trackLocations(moves), trackLocations(followed.state())]) {
      expect([next.add('x', 'd'), next.add('y', 'd', true), next.add('y', 'e')]).toEqual([
        false,
        false,
        true,
      ]);
    }
  });

  it('tracks a bounded number of locations, and never reports an untracked secret as removed', () => {
    const secrets = trackLocations([]);
    secrets.add('x', 'a');
    const long = 'n'.repeat(4_000);
    for (let n = 0; n < 20_000; n++) secrets.add('y', `${long}${n}`);
    expect(secrets.isFull()).toBe(true);
    expect(secrets.add('x', 'b')).toBe(false);
    secrets.remove('x', 'a', 'c1');
    expect(secrets.removed()).toEqual([]);
  });

  it('names the commit that removed a secret from its last file', () => {
    const secrets = trackLocations([]);
    secrets.add('x', 'a');
    secrets.add('x', 'b');
    secrets.remove('x', 'a', 'c1');
    expect(secrets.removed()).toEqual([]);
    secrets.remove('x', 'b', 'c2');
    expect(secrets.removed()).toEqual([{ identity: 'x', commit: 'c2' }]);
  });

  it('forgets a removal if the secret is added again', () => {
    const secrets = trackLocations([{ identity: 'x', path: 'a', removedBy: null }]);
    secrets.remove('x', 'a', 'c1');
    secrets.add('x', 'a');
    expect(secrets.removed()).toEqual([]);
  });

  it('removes all secrets of a deleted file', () => {
    const secrets = trackLocations([
      { identity: 'x', path: 'a', removedBy: null },
      { identity: 'y', path: 'a', removedBy: null },
      { identity: 'z', path: 'b', removedBy: null },
    ]);
    secrets.removeAll('a', 'c1');
    expect(secrets.removed().map(({ identity }) => identity)).toEqual(['x', 'y']);
  });

  it('watches files that hold a secret, and no others', () => {
    const secrets = trackLocations([{ identity: 'x', path: 'a', removedBy: null }]);
    expect([secrets.isWatched('a'), secrets.isWatched('b')]).toEqual([true, false]);
    secrets.remove('x', 'a', 'c1');
    expect(secrets.isWatched('a')).toBe(false);
  });

  it('ignores the removal of a secret from a file that does not hold it', () => {
    const secrets = trackLocations([{ identity: 'x', path: 'a', removedBy: null }]);
    secrets.remove('x', 'b', 'c1');
    secrets.remove('unknown', 'a', 'c1');
    expect(secrets.removed()).toEqual([]);
  });
});
