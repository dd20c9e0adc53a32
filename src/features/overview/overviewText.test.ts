import { expect, it } from 'vitest';
import { ageText, daysText, verdictOf, weeksOf } from './overviewText';

const NOW = new Date('2026-03-14T12:00:00Z');
const KNOWN = {
  open: { critical: 0, high: 0, medium: 0, low: 0 },
  ...{ repoCount: 12, neverScanned: 0, partial: 0, failed: 0, unreachable: 0, unchecked: 0, scanning: 0 },
  scannedSince: '2026-03-13T13:00:00.000Z',
};

it.each([
  [{ critical: 2, high: 5 }, 'work', '2 critical and 5 high findings need you.'],
  [{ critical: 1 }, 'work', '1 critical finding needs you.'],
  [{ high: 1, low: 9 }, 'work', '1 high finding needs you.'],
  [{ medium: 14, low: 40 }, 'minor', '14 medium and 40 low findings are open, none critical or high.'],
  [{ low: 1 }, 'minor', '1 low finding is open, none critical or high.'],
] as const)('open findings %o need work: %s', (open, state, message) => {
  const basis = '12 repositories.';
  expect(verdictOf({ ...KNOWN, open: { ...KNOWN.open, ...open } }, NOW)).toEqual({ state, message, basis });
});

it('all is clear only if every repository was scanned completely, and can be reached', () => {
  const basis = '12 repositories, all scanned completely within 24 hours.';
  expect(verdictOf(KNOWN, NOW)).toEqual({ state: 'clear', message: 'All clear.', basis });
  expect(verdictOf({ ...KNOWN, repoCount: 1, scannedSince: '2026-03-11T00:00:00Z' }, NOW).basis).toBe(
    '1 repository, scanned completely within 4 days.',
  );
  for (const gap of ['neverScanned', 'partial', 'failed', 'unreachable', 'unchecked']) {
    expect(verdictOf({ ...KNOWN, [gap]: 1 }, NOW).state).toBe('unknown');
  }
  expect(verdictOf({ ...KNOWN, scannedSince: null }, NOW).state).toBe('unknown');
  expect(verdictOf({ ...KNOWN, unchecked: 2 }, NOW).message).toBe(
    'No finding is open, but packages were not checked for known vulnerabilities.',
  );
});

it('distinguishes repositories that were never scanned from those that are being scanned', () => {
  const never = { ...KNOWN, neverScanned: 12, scannedSince: null };
  expect(verdictOf(never, NOW).message).toBe('Nothing has been scanned yet.');
  expect(verdictOf({ ...never, scanning: 2 }, NOW).message).toBe('The first scan is not finished yet.');
  expect(verdictOf({ ...never, failed: 11 }, NOW).message).toBe('Nothing has been scanned yet.');
  expect(verdictOf({ ...never, failed: 12 }, NOW).message).toBe('All first scans failed.');
  expect(verdictOf({ ...never, scanning: 2 }, NOW).basis).toBe('12 repositories, 2 being scanned.');
});

it('sums the last twelve weeks, of which the last ends with the series', () => {
  const series = Array.from({ length: 90 }, (_, at) => ({
    ...KNOWN.open,
    date: new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10),
    opened: at,
    fixed: 1,
  }));
  const weeks = weeksOf(series);
  expect(weeks).toHaveLength(12);
  expect(weeks.at(-1)).toEqual({ from: '2026-03-25', opened: 83 + 84 + 85 + 86 + 87 + 88 + 89, fixed: 7 });
});

it('marks numbers that are at least so many', () => {
  expect([
    ageText(0, false),
    ageText(1_200, false),
    ageText(1_200, true),
    ageText(0, true),
    ageText(null, true),
  ]).toEqual(['0', '1,200', '1,200+', '0', '–']);
});

it('writes ages in days, and a dash where there are none', () => {
  expect([null, 0, 0.5, 1, 2.5].map(daysText)).toEqual([
    '–',
    'under a day',
    'under a day',
    '1 day',
    '2.5 days',
  ]);
});
