import { expect, it } from 'vitest';
import { MAY_IMPORT } from './directions';

type Arrows = Readonly<Record<string, readonly string[]>>;

/** Areas in a cycle of imports. Imports of types do not count. */
function circles(arrows: Arrows): string[] {
  const next = new Map<string, Set<string>>();
  for (const [area, targets] of Object.entries(arrows)) {
    const known = next.get(top(area)) ?? new Set();
    for (const target of targets
      .filter((one) => !one.startsWith('type '))
      .map((one) => one.replace(/^late /, '')))
      known.add(top(target));
    next.set(top(area), known);
  }
  const reaches = (from: string, to: string, seen = new Set([from])): boolean =>
    [...(next.get(from) ?? [])].some((one) => {
      if (one === to && one !== from) return true;
      if (seen.has(one)) return false;
      return reaches(one, to, seen.add(one));
    });
  return [...next.keys()].filter((area) =>
    [...(next.get(area) ?? [])].some((one) => one !== area && reaches(one, area)),
  );
}

function top(pattern: string): string {
  return pattern.split('/')[0] ?? '';
}

it('no area of src can be reached from what it imports', () => {
  expect(circles(MAY_IMPORT)).toEqual([]);
  expect(circles({ ...MAY_IMPORT, git: ['git', 'domain/*/service'] })).toContain('git');
});
