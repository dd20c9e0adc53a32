import { expect, it } from 'vitest';
import type { AdvisoryImport, AdvisoryOverview } from '@/trpc/types';
import {
  headlineOf,
  importText,
  mediaTypeOf,
  missingText,
  obstacleTo,
  rowsOf,
  warningOf,
} from './advisoryText';

const NOW = new Date('2026-03-31T12:00:00Z');
const source = (ecosystem: string, day: number) => ({
  ...{ ecosystem, count: 10, source: 'import' as const, isWhole: true },
  updatedAt: `2026-03-${String(day).padStart(2, '0')}T12:00:00Z`,
});

function rows(...sources: AdvisoryOverview['sources']) {
  const exploitation = { epss: 0, exploited: 0 };
  const ecosystems: AdvisoryOverview['ecosystems'] = ['npm', 'PyPI', 'Go'];
  return rowsOf({ mode: 'import', ecosystems, sources, imports: [], exploitation }, NOW);
}

it('lists ecosystems with advisories first, each with its age', () => {
  const listed = rows(source('Go', 30), source('PyPI', 20)).map(({ ecosystem, freshness }) => [
    ecosystem,
    freshness,
  ]);
  expect(listed).toEqual([
    ['PyPI', 'stale'],
    ['Go', 'fresh'],
    ['npm', undefined],
  ]);
  const [old] = rowsOf(
    { ...overview, sources: [{ ...source('npm', 1), updatedAt: '2026-02-01T00:00:00Z' }] },
    NOW,
  );
  expect(old?.freshness).toBe('old');
});

const overview: AdvisoryOverview = {
  ...{ mode: 'import', ecosystems: ['npm'], sources: [], imports: [] },
  exploitation: { epss: 0, exploited: 0 },
};

it('says first what stands in the way', () => {
  expect(headlineOf(rows())).toEqual({
    tone: 'warning',
    text: 'No advisories yet. No package is checked.',
  });
  expect(headlineOf(rows(source('npm', 30)))).toEqual({
    tone: 'good',
    text: '1 of 3 ecosystems has advisories, all of the last 7 days.',
  });
  expect(headlineOf(rows(source('npm', 10), source('Go', 31)))).toEqual({
    tone: 'warning',
    text: '2 of 3 ecosystems have advisories. Those of npm are older than 7 days.',
  });
  const single = { ...source('npm', 30), isWhole: false };
  expect(headlineOf(rows(single))).toEqual({
    tone: 'warning',
    text: 'Only single advisories. Packages that they do not name are not checked.',
  });
  const both = rows(single, source('Go', 30));
  expect(headlineOf(both).text).toBe('1 of 3 ecosystems has advisories, all of the last 7 days.');
  expect(both.map(warningOf)).toEqual([
    'single advisories only: packages that they do not name are not checked',
    ...[undefined, undefined],
  ]);
});

it('names the ecosystems that are not checked', () => {
  expect(missingText(rows(source('npm', 30)))).toBe(
    'No advisories of PyPI and Go. Their packages are not checked.',
  );
  expect(missingText(rows(source('npm', 30), source('PyPI', 30), source('Go', 30)))).toBeUndefined();
});

it('says what came of an import', () => {
  const done: AdvisoryImport = {
    ...{
      id: '',
      state: 'completed',
      ecosystem: null,
      notes: [],
      error: null,
      createdAt: '',
      finishedAt: null,
    },
    ...{ read: 1_200, changed: 30, removed: 0, refused: 0 },
  };
  expect(importText(done)).toBe('1,200 documents, 30 new or changed');
  expect(importText({ ...done, removed: 2, refused: 1 })).toBe(
    '1,200 documents, 30 new or changed, 2 removed, 1 could not be used',
  );
  expect(importText({ ...done, state: 'queued' })).toBe('Waiting for a worker');
  expect(importText({ ...done, state: 'failed', error: 'It is no zip file.' })).toBe('It is no zip file.');
});

it('knows which files can be uploaded, and as what', () => {
  expect(obstacleTo({ name: 'all.zip', size: 0 })).toBe('all.zip is empty.');
  expect(obstacleTo({ name: 'all.zip', size: 2 ** 30 })).toBeUndefined();
  expect(obstacleTo({ name: 'all.zip', size: 2 ** 31 })).toMatch(/At most 1 GiB/);
  expect(['a.ZIP', 'a.json', 'a.csv.gz', 'a.csv'].map(mediaTypeOf)).toEqual([
    'application/zip',
    'application/json',
    'application/gzip',
    'text/csv',
  ]);
});
