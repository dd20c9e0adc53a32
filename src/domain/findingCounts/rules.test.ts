import { expect, it } from 'vitest';
import { crossCount } from './rules';

it('crossCount applies to each facet all filters but its own', () => {
  const same = { source: 'secrets', status: 'open', confidence: 'high', fileRole: 'product' } as const;
  const rows = [
    { ...same, severity: 'high', inTree: true, count: 3 },
    { ...same, severity: 'low', inTree: true, count: 2 },
    { ...same, severity: 'low', inTree: false, count: 5 },
    { ...same, severity: 'critical', inTree: false, count: 0 },
  ] as const;
  const { facets, total } = crossCount(rows, { severity: ['low'], inTree: [true] });
  expect(total).toBe(2);
  expect(facets).toMatchObject({
    severity: { high: 3, low: 2 },
    inTree: { true: 2, false: 5 },
    status: { open: 2 },
  });
});
