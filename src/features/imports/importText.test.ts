import { expect, it } from 'vitest';
import type { Scan } from '@/trpc/types';
import { obstacleTo, outcomeOf, progressText, refusedOf, sendingText } from './importText';

const file = (size: number, name = 'results.sarif') => ({ name, size }) as File;

it('refuses what the server would not take', () => {
  expect(obstacleTo([file(1)])).toBeUndefined();
  expect(obstacleTo([file(100 * 1024 * 1024)])).toBeUndefined();
  expect(obstacleTo([file(100 * 1024 * 1024 + 1)])).toBe(
    'results.sarif has 105 MB. At most 100 MiB can be uploaded: pack it by gzip.',
  );
  expect(obstacleTo([file(0)])).toBe('results.sarif is empty.');
  expect(obstacleTo([file(1), file(1)])).toBe('Import one file at a time.');
  expect(obstacleTo([])).toBe('That is not a file.');
});

it('says how far the upload and the import are', () => {
  expect(sendingText({ sent: 2_000_000, total: 40_000_000 })).toBe('2 MB of 40 MB sent');
  expect(sendingText({ sent: 40_000_000, total: 40_000_000 })).toBe('40 MB sent. The server checks it.');
  expect(progressText({})).toBe('Waiting for a worker');
  expect(progressText({ results: 12_000 })).toBe('12,000 results imported');
});

it('separates the places of refused results from what is wrong there', () => {
  const limitsHit = ['/runs/0/results/1/level must be one of none, note.', 'There are 3 more of these.'];
  expect(refusedOf({ limitsHit })).toEqual([
    { pointer: '/runs/0/results/1/level', what: 'must be one of none, note.' },
    { pointer: undefined, what: 'There are 3 more of these.' },
  ]);
  const scan = { newCount: 2, findingCount: 12, fixedCount: 1 } as Scan;
  expect(outcomeOf(scan, 0)).toBe('2 new, 10 known, 1 fixed');
  expect(outcomeOf(scan, 1)).toBe('2 new, 10 known, 1 fixed, 1 refused');
});
