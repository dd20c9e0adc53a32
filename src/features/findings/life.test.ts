import { expect, it } from 'vitest';
import type { Finding, FindingEvent } from '@/trpc/types';
import { lifeOf } from './life';

const UNKNOWN = {
  ...{ commitSha: null, introducedAt: null, introducedBy: null, introducedPath: null, removedCommit: null },
  ...{ status: 'open', inTree: true, isRechecked: true, occurrences: 1, filePath: 'a', fixedAt: null },
  ...{ firstSeenAt: '2026-01-02T00:00:00Z', lastSeenAt: '2026-01-09T00:00:00Z' },
};
const lines = (finding: object, events: object[] = []) =>
  lifeOf({ ...UNKNOWN, ...finding } as Finding, events as FindingEvent[]).map((step) =>
    [step.title, step.path, step.commit, step.by, step.detail, step.at?.slice(0, 10)]
      .filter(Boolean)
      .join(' | '),
  );
const FOUND = 'Found by a scan | 2026-01-02';

it('what is not known of a finding is not a step of its life', () => {
  expect(lines({})).toEqual([FOUND, 'Still in the tree | 2026-01-09']);
  expect(lines({ tool: 'Looker' })[0]).toBe('Reported by Looker | 2026-01-02');
  expect(lines({ isRechecked: false })).toEqual([FOUND, 'Last seen in the tree | 2026-01-09']);
  expect(lines({ status: 'fixed', fixedAt: '2026-02-01T00:00:00Z' })).toEqual([FOUND, 'Fixed | 2026-02-01']);
});

it('other vulnerabilities of an upgrade are no places', () => {
  expect(lines({ occurrences: 2 })).toContain('In 2 places of this repository');
  expect(lines({ occurrences: 2, vulnerability: { identifiers: [] } })).toEqual([
    FOUND,
    'Still in the tree | 2026-01-09',
  ]);
});

it('a life leads from the introduction to what is left in the history', () => {
  const finding = {
    ...{ commitSha: 'c1', introducedBy: 'Ana', introducedAt: '2025-03-14T00:00:00Z', introducedPath: 'old' },
    ...{ occurrences: 3, inTree: false, removedCommit: 'c2' },
  };
  expect(lines(finding)).toEqual([
    'Introduced | old | c1 | Ana | 2025-03-14',
    FOUND,
    'In 3 places of this repository',
    'Removed from the tree | c2',
    'Still in the history | Every clone has it, so revoke it. | 2026-01-09',
  ]);
  expect(lines({ ...finding, status: 'dismissed' }).at(-1)).toBe('Still in the history | 2026-01-09');
});

it('moves, fixes and returns come in their order, and decisions of users do not', () => {
  const at = (day: number) => ({ createdAt: `2026-01-0${day}T00:00:00Z` });
  const status = { type: 'status_changed', comment: null };
  const events = [
    { ...status, oldValue: 'open', newValue: 'fixed', comment: 'No longer in the repository', ...at(7) },
    { ...status, oldValue: 'confirmed', newValue: 'open', ...at(6) },
    { ...status, oldValue: 'fixed', newValue: 'open', comment: 'Found again in b', ...at(5) },
    { type: 'moved', oldValue: 'a', newValue: 'b', comment: 'Git reports a as renamed to b', ...at(4) },
    { type: 'created', oldValue: null, newValue: 'open', comment: null, ...at(2) },
  ];
  expect(lines({ status: 'fixed' }, events)).toEqual([
    FOUND,
    'Moved to b | Git reports a as renamed to b | 2026-01-04',
    'Reopened | Found again in b | 2026-01-05',
    'Fixed | No longer in the repository | 2026-01-07',
  ]);
});
