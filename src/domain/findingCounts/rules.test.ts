import { expect, it } from 'vitest';
import { countChanges, crossCount, dayChanges, fixesIn, historyOf, medianAges } from './rules';

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

const NOW = new Date('2026-03-14T12:00:00Z');
const facts = { source: 'secrets', confidence: 'high', fileRole: 'product', inTree: true } as const;
const finding = (severity: 'critical' | 'low', status: 'open' | 'confirmed' | 'fixed' | 'dismissed') => ({
  ...{ ...facts, severity, status },
  firstSeenAt: new Date('2026-03-04T13:00:00Z'),
});

it('a day counts what becomes open and fixed, and a change of severity as neither', () => {
  const changes = [
    { before: null, after: finding('low', 'open') },
    { before: finding('low', 'open'), after: finding('low', 'confirmed') },
    { before: finding('low', 'confirmed'), after: finding('low', 'fixed') },
    { before: finding('low', 'dismissed'), after: finding('low', 'fixed') },
    { before: finding('low', 'open'), after: finding('critical', 'open') },
    { before: finding('critical', 'dismissed'), after: finding('critical', 'open') },
  ];
  expect(dayChanges(changes)).toEqual([
    { severity: 'critical', opened: 1, fixed: 0, net: 2 },
    { severity: 'low', opened: 1, fixed: 1, net: -1 },
  ]);
  expect(fixesIn(changes, NOW)).toEqual([{ severity: 'low', ageDays: 9, count: 1 }]);
});

it('findings that change alike count as often as there are', () => {
  const changes = [
    { before: finding('low', 'open'), after: finding('low', 'fixed'), alike: 3 },
    { before: finding('low', 'dismissed'), after: finding('low', 'open'), alike: 2 },
  ];
  expect(dayChanges(changes)).toEqual([{ severity: 'low', opened: 2, fixed: 3, net: -1 }]);
  expect(fixesIn(changes, NOW)).toEqual([{ severity: 'low', ageDays: 9, count: 3 }]);
  const counts = countChanges(changes).map(({ status, count }) => [status, count]);
  expect(counts).toEqual([
    ['open', -1],
    ['fixed', 3],
    ['dismissed', -2],
  ]);
});

it('a finding that has moved is not new', () => {
  const found = finding('low', 'open');
  expect(
    dayChanges([
      { before: null, after: found },
      { before: found, after: null },
    ]),
  ).toEqual([]);
});

it('the history goes back from what is open now', () => {
  const row = { severity: 'low', opened: 0, fixed: 0 } as const;
  const rows = [
    { ...row, day: null, net: 5 },
    { ...row, day: '2026-03-14', net: 2, opened: 3, fixed: 1 },
    { ...row, day: '2026-02-20', net: -4, fixed: 4 },
  ];
  const { open, change30d, series } = historyOf(rows, NOW);
  expect(open).toEqual({ critical: 0, high: 0, medium: 0, low: 5 });
  expect(change30d.low).toBe(-2);
  expect(series).toHaveLength(90);
  expect(series.slice(-2).map(({ date, low, opened }) => [date, low, opened])).toEqual([
    ['2026-03-13', 3, 0],
    ['2026-03-14', 5, 3],
  ]);
  expect(series.find(({ date }) => date === '2026-02-19')).toMatchObject({ low: 7 });
});

it('the median is between the two middle ages, and null without any', () => {
  const fixes = [
    { severity: 'high', ageDays: 9, count: 2 },
    { severity: 'high', ageDays: 2, count: 2 },
    { severity: 'low', ageDays: 4, count: 1 },
  ] as const;
  expect(medianAges(fixes)).toEqual({ critical: null, high: 5.5, medium: null, low: 4 });
});
