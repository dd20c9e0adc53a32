import { describe, expect, it } from 'vitest';
import type { Coverage, Scan, ScanStage } from '@/trpc/types';
import { announcementOf, coverageMessage, outcomeOf, reasonsOf, workOf } from './scanMessages';

const scan = {
  status: 'completed',
  complete: true,
  findingCount: 15,
  newCount: 3,
  fixedCount: 5,
} as Scan;

const coverage: Coverage = {
  complete: true,
  filesScanned: 4_211,
  bytesScanned: 0,
  filesReused: 0,
  skipped: [
    { reason: 'binary', files: 9, bytes: 0, cutsShort: false, examples: [] },
    { reason: 'too_large', files: 1, bytes: 0, cutsShort: true, examples: [] },
  ],
  history: { scope: 'branch', commitsWalked: 800, commitsKnown: 12, bytesAdded: 0 },
  suppressed: [],
  limitsHit: ['The time was over.'],
  engines: [],
  notes: [],
  advisoryDataAt: null,
  packages: null,
};

it('the coverage of a complete scan names packages that were not checked', () => {
  const words = (count: number, checked: number) =>
    coverageMessage({ ...coverage, packages: { count, checked, advisories: [] } }, true);
  expect(words(3, 3)).toBe('Everything was scanned: 4,211 files and 812 commits.');
  expect(words(3, 2)).toBe('All files were scanned: 4,211 files and 812 commits. 1 package not checked.');
});

describe('the outcome', () => {
  it('is one message, with readable numbers', () => {
    expect(outcomeOf(scan, coverage)).toBe(
      '3 new, 12 known, 5 fixed in 4,211 files and 812 commits, complete.',
    );
  });

  it('is never complete after a limit, and names the limit', () => {
    expect(outcomeOf({ ...scan, complete: false }, coverage)).toMatch(/, partial\.$/);
    const old = { reason: 'of_old', files: 2, bytes: 0, cutsShort: true, examples: [] };
    expect(reasonsOf({ ...coverage, skipped: [old] }).at(-1)).toBe('2 files not scanned: of old.');
    expect(reasonsOf(coverage)).toEqual(['The time was over.', '1 file not scanned: too large.']);
  });
});

it.each([
  [{}, { done: undefined, text: '' }],
  [{ bytesReceived: 1_200_000 }, { done: undefined, text: '1.2 MB received' }],
  [
    { bytesReceived: 1_200_000, objectsDone: 50, objectsTotal: 200 },
    { done: 0.25, text: '1.2 MB received, 50 of 200 objects' },
  ],
  [
    { bytesReceived: 1_200_000, objectsDone: 200, objectsTotal: 200, deltasDone: 3, deltasTotal: 4 },
    { done: 0.75, text: '1.2 MB received, 3 of 4 objects completed' },
  ],
  [{ filesDone: 5 }, { done: undefined, text: '5 files' }],
  [
    { commitsDone: 300, commitsTotal: 1_200 },
    { done: 0.25, text: '300 of 1,200 commits' },
  ],
  [
    { filesDone: 9, filesTotal: 10, bytesDone: 10, bytesTotal: 100 },
    { done: 0.1, text: '9 of 10 files, 10 bytes of 100 bytes' },
  ],
  [
    { filesDone: 0, filesTotal: 0 },
    { done: undefined, text: '0 of 0 files' },
  ],
  [
    { filesDone: 12, filesTotal: 10 },
    { done: 1, text: '12 of 10 files' },
  ],
])('of the numbers %j the bar shows what they say', (numbers, work) => {
  expect(workOf({ numbers: numbers as Record<string, number> })).toEqual(work);
});

it('the announcement changes with the stage and the end, not with each step', () => {
  const stage = (commitsDone: number) =>
    [{ name: 'history', status: 'running', numbers: { commitsDone } }] as unknown as ScanStage[];
  const running = { ...scan, status: 'static_analysis' } as Scan;
  expect(announcementOf(running, stage(1))).toBe('Scan history is running.');
  expect(announcementOf(running, stage(2))).toBe(announcementOf(running, stage(1)));
  expect(announcementOf(running, [])).toBe('The scan is queued.');
  expect(announcementOf(scan, stage(2))).toBe('The scan is over: complete.');
});
