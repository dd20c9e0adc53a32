import { advisory, affects } from '@tests/support/advisories';
import { callsOf } from '@tests/support/callCounts';
import { describe, expect, it } from 'vitest';
import type { RangeEvent } from './advisory';
import { fixesOf } from './fixes';
import { foldAliases } from './fold';

const NPM = { ecosystem: 'npm', release: null, name: 'acme' } as const;

/** An advisory of a range with so many parts, or of as many listed versions, each fixed by another one. */
function hostile(parts: number, isListed: boolean) {
  const numbers = Array.from({ length: parts }, (_, n) => n);
  const events = numbers.flatMap((n): RangeEvent[] => [
    { introduced: `1.${n}.0` },
    { fixed: `1.${n}.${n % 2 === 0 ? 1 : 2}` },
  ]);
  const versions = isListed ? numbers.map((n) => `1.${n}.1`) : [];
  return foldAliases([advisory('A-1', { affected: [affects('npm', 'acme', events, { versions })] })]);
}

describe('fixed versions', () => {
  it('are found among many bounds of one advisory, and each is judged', () => {
    const [group] = hostile(3, false);
    const { versions, open } = fixesOf(group ? [group] : [], NPM);
    expect(versions).toEqual(['1.0.1', '1.1.2', '1.2.1']);
    expect(open).toEqual([0, 0, 0]);
    const listed = hostile(3, true);
    expect(fixesOf(listed, NPM).open).toEqual([1, 0, 1]);
  });

  it.each([false, true])('take work in proportion to the bounds, also of a list: %s', async (isListed) => {
    const calls = async (parts: number) => {
      const groups = hostile(parts, isListed);
      return callsOf('compareVersions', () => void fixesOf(groups, NPM));
    };
    const [few, many] = [await calls(500), await calls(2_000)];
    expect(few).toBeGreaterThan(500);
    // Sorting takes a little more than in proportion.
    expect(many / few).toBeLessThan(6);
  });
});
