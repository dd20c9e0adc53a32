import { expect, it } from 'vitest';
import { type Activity, changedObject, changeWords, scanWords } from './activityWords';

const WHO = { me: 'me', names: { me: 'Me', ana: 'Ana' } };
const PLACE = { at: '2026-03-14T12:00:00Z', repoId: 'r', repoName: 'api' };
const change = (fields: object) =>
  ({
    ...{
      kind: 'change',
      id: 'e',
      type: 'status_changed',
      actorId: 'ana',
      oldValue: 'open',
      newValue: 'dismissed',
    },
    ...{ findingId: 'f', title: 'AWS key', count: 1, ...PLACE, ...fields },
  }) as Extract<Activity, { kind: 'change' }>;
const words = (fields: object) => `${changeWords(change(fields), WHO)} ${changedObject(change(fields))}`;

it('says who did what', () => {
  expect(words({})).toBe('Ana dismissed AWS key');
  expect(words({ actorId: 'me', newValue: 'false_positive' })).toBe(
    'You marked as a false positive: AWS key',
  );
  expect(words({ actorId: 'gone', type: 'commented' })).toBe('A deleted account commented on AWS key');
  expect(words({ type: 'severity_changed', newValue: 'low' })).toBe('Ana changed the severity of AWS key');
  expect(words({ type: 'assignee_changed', newValue: null })).toBe('Ana unassigned AWS key');
});

it('counts what a bulk change has changed, as far as that is known', () => {
  expect(words({ count: 12 })).toBe('Ana dismissed 12 findings');
  expect(words({ count: 50 })).toBe('Ana dismissed 50 or more findings');
});

it('says how a scan or an import ended', () => {
  const scan = {
    kind: 'scan',
    id: 's',
    scanType: 'full',
    status: 'completed',
    complete: true,
    ...PLACE,
  } as const;
  expect(scanWords({ ...scan, newCount: 3, fixedCount: 1_000 })).toBe('Scan of api: 3 new, 1,000 fixed');
  expect(scanWords({ ...scan, newCount: 0, fixedCount: 0 })).toBe('Scan of api: nothing new');
  const partial = { ...scan, scanType: 'import', complete: false, newCount: 1, fixedCount: 0 } as const;
  expect(scanWords(partial)).toBe('Partial import into api: 1 new');
  expect(scanWords({ ...partial, status: 'failed' })).toBe('Import into api failed');
});
