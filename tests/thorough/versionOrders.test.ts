import { GENERATORS, picker } from '@tests/support/versions';
import { describe, expect, it } from 'vitest';
import { ECOSYSTEMS } from '@/engines/dependencies/package';
import { compareVersions } from '@/engines/dependencies/versions/order';

/** Over all ecosystems more than 100,000. */
const PAIRS = 10_000;

describe.each(ECOSYSTEMS)('10,000 pairs of versions of %s', (ecosystem) => {
  it('have a total order', () => {
    const pick = picker(20_240_131);
    const next = () => GENERATORS[ecosystem](pick);
    const wrong: string[] = [];
    for (let pair = 0; pair < PAIRS && wrong.length < 10; pair++) {
      wrong.push(...problemsOf(ecosystem, next(), next(), next()));
    }
    expect(wrong).toEqual([]);
  });
});

/** What is wrong with the order of a pair and a third version beside it. */
function problemsOf(ecosystem: string, a: string, b: string, c: string): string[] {
  const sign = (left: string, right: string) => {
    const difference = compareVersions(ecosystem, left, right);
    return difference === null ? Number.NaN : Math.sign(difference);
  };
  const [ab, ba, bc, ac] = [sign(a, b), sign(b, a), sign(b, c), sign(a, c)];
  // Equal to b, a stands to c as b does. If both steps go one way, so does the whole.
  const isTransitive = ab === 0 ? ac === bc : ab * bc < 0 || ac === ab;
  return [
    ...(Number.isNaN(ab + bc + ac) ? [`not comparable: ${a}, ${b}, ${c}`] : []),
    ...(sign(a, a) === 0 ? [] : [`not itself: ${a}`]),
    ...(ab + ba === 0 ? [] : [`not antisymmetric: ${a}, ${b}`]),
    ...(isTransitive ? [] : [`not transitive: ${a}, ${b}, ${c}`]),
  ];
}
