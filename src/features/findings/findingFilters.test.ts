import { expect, it } from 'vitest';
import { type FindingFilters, listInput, NO_FILTERS, readFilters, writeFilters } from './findingFilters';

const REPO = '0198c7e1-2f7b-7a51-9d43-0d2a3c4b5e6f';

it('filters come back from the URL that they were written to', () => {
  const filters: FindingFilters = {
    ...{ severity: ['critical', 'high'], status: ['fixed'], confidence: ['low'], source: ['secrets'] },
    ...{ fileRole: ['product', 'docs'], inTree: ['false'], assignee: ['me', REPO], repoId: [REPO] },
    ...{ ruleId: ['aws-key'], introducedBy: ['Doe, 100% Jane', 'Ana'], groupId: [REPO] },
    ...{ firstSeenAfter: '2026-01-02T00:00:00.000Z', firstSeenBefore: '2026-02-03T00:00:00.000Z' },
    fixedAfter: '7d',
    ...{ path: 'src/a b', q: 'aws & co', sort: 'path' },
  };
  expect(readFilters(new URLSearchParams(writeFilters(filters)))).toEqual(filters);
  expect(writeFilters({ ...NO_FILTERS, severity: ['critical', 'high'] })).toBe('severity=critical,high');
  expect(writeFilters(NO_FILTERS)).toBe('');
});

it('unknown values are ignored', () => {
  const query =
    'severity=worst&status=gone&source=x&sort=luck&repo=all&in_tree=maybe&assignee=x&rule=&group=1&seen_after=soon';
  expect(readFilters(new URLSearchParams(query))).toEqual(NO_FILTERS);
});

it('a time may be so many days ago, which the server gets as the day', () => {
  const filters = readFilters(new URLSearchParams('seen_after=7d&seen_before=2026-01-02&fixed_after=0d'));
  expect(filters).toMatchObject({ firstSeenAfter: '7d', fixedAfter: '' });
  const day = new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 10);
  expect(listInput(filters)).toMatchObject({
    ...{ firstSeenAfter: day, firstSeenBefore: '2026-01-02T00:00:00.000Z', fixedAfter: undefined },
  });
});

it('by default only unsettled findings are queried, and with "any" all', () => {
  expect(listInput(NO_FILTERS).status).toEqual(['open', 'confirmed']);
  const any = readFilters(new URLSearchParams('status=any'));
  expect(listInput(any).status).toBeUndefined();
  expect(writeFilters(any)).toBe('status=any');
  expect(listInput({ ...NO_FILTERS, status: ['fixed'] }).status).toEqual(['fixed']);
});

it("a repository's list has no other repository, whatever the URL says", () => {
  expect(listInput({ ...NO_FILTERS, repoId: [REPO] }).repoId).toEqual([REPO]);
  expect(listInput({ ...NO_FILTERS, repoId: [REPO] }, { repoId: 'own' }).repoId).toEqual(['own']);
  expect(listInput(NO_FILTERS, { repoId: 'own', scanId: 'scan' })).toMatchObject({
    ...{ repoId: ['own'], scanId: 'scan', grouped: true },
  });
});

it('a text that the server would refuse or parse as a filter is not sent', () => {
  expect(listInput({ ...NO_FILTERS, q: '\u0000', path: ' \n' })).toMatchObject({
    q: undefined,
    path: undefined,
  });
  expect(listInput({ ...NO_FILTERS, q: 'x'.repeat(300) }).q).toHaveLength(255);
});
