import { expect, it } from 'vitest';
import { daysOf, previewText } from './retentionText';

it('says what would be deleted', () => {
  expect(previewText(90, { repos: 3, scans: 41, findings: 12, events: 1_030 })).toBe(
    'A rule of 90 days would delete 41 scans, 12 fixed findings and 1,030 events in 3 repositories. ' +
      'The newest scans, and those that open or recently fixed findings refer to, are kept.',
  );
  expect(previewText(1, { repos: 1, scans: 1, findings: 0, events: 0 })).toContain(
    'A rule of 1 day would delete 1 scan, 0 fixed findings and 0 events in 1 repository.',
  );
});

it('says that nothing would be', () => {
  expect(previewText(90, { repos: 0, scans: 0, findings: 0, events: 0 })).toBe(
    'A rule of 90 days would delete nothing now.',
  );
  expect(previewText(null)).toContain('all scans are kept');
});

it.each([
  ['', null],
  [' ', null],
  [undefined, null],
  [null, null],
  ['90', 90],
  [' 90 ', 90],
  [90, 90],
  ['many', 'many'],
  ['-1', '-1'],
  ['1.5', '1.5'],
])('%j typed is %j to the call', (typed, days) => {
  expect(daysOf(typed)).toBe(days);
});
