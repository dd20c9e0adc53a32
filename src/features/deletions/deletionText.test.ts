import { expect, it } from 'vitest';
import type { Deletion } from '@/trpc/types';
import {
  countsText,
  durationText,
  isLeftAtHost,
  nameOf,
  progressOf,
  progressText,
  requestedBy,
} from './deletionText';

function deletion(fields: Partial<Deletion> = {}): Deletion {
  return {
    id: '01936d2f-8c4e-7890-b123-456789abcdef',
    kind: 'repo',
    name: 'my-web-app',
    actorId: 'a',
    actorEmail: 'ada@example.com',
    state: 'purging',
    requestedAt: '2026-01-01T00:00:00Z',
    finishedAt: null,
    durationMs: null,
    findingsTotal: 1_000_000,
    deleted: { findings: 412_000 },
    orphans: null,
    atHost: [],
    ...fields,
  };
}

it('shows its progress, and whether that is unknown yet', () => {
  expect(progressText(deletion())).toBe('Deleting 412,000 of 1,000,000 findings');
  expect(progressOf(deletion())).toBe(0.412);
  expect(progressText(deletion({ findingsTotal: null }))).toBe(
    'Deleting; its findings are still being counted',
  );
  expect(progressOf(deletion({ findingsTotal: null }))).toBeUndefined();
  expect(progressText(deletion({ findingsTotal: null, kind: 'user' }))).toBe(
    'Deleting its repositories first',
  );
});

it('never shows more than all, and does not divide by zero', () => {
  expect(progressOf(deletion({ findingsTotal: 0, deleted: {} }))).toBe(1);
  expect(progressOf(deletion({ findingsTotal: 10, deleted: { findings: 12 } }))).toBe(1);
});

it.each([
  [{}, 'ada@example.com'],
  [{ actorEmail: null }, 'A deleted account'],
  [{ kind: 'retention', actorId: null, actorEmail: null } as const, 'The retention rule'],
  [{ actorId: null, actorEmail: null }, 'Heimdall'],
])('%j was requested by %s', (fields, who) => {
  expect(requestedBy(deletion(fields))).toBe(who);
});

it('names the deleted rows, and skips tables without any', () => {
  expect(countsText(deletion({ deleted: {} }))).toBe('It was empty');
  expect(countsText(deletion({ deleted: { scans: 1 } }))).toBe('1 scan');
  expect(countsText(deletion({ deleted: { finding_events: 24_960, findings: 12_480, repos: 3 } }))).toBe(
    '3 repositories, 12,480 findings and 24,960 events',
  );
  expect(countsText(deletion({ deleted: { findings: 0, web_hooks: 2 } }))).toBe('2 rows of web_hooks');
});

it.each([
  [0, 'at once'],
  [49, 'at once'],
  [50, 'in 0.1 s'],
  [400, 'in 0.4 s'],
  [185_000, 'in 3 min 5 s'],
])('a deletion of %i ms happened "%s"', (milliseconds, text) => {
  expect(durationText(milliseconds)).toBe(text);
});

it('a deletion without a name is shown with its id', () => {
  expect(nameOf(deletion())).toBe('my-web-app');
  expect(nameOf(deletion({ name: '' }))).toBe('Repository 01936d2f');
});

it('knows what somebody still has to remove at the host', () => {
  const states = ['pending', 'removed', 'gone', 'refused', 'disconnected', 'unreachable'] as const;
  expect(states.filter((state) => isLeftAtHost({ state }))).toEqual([
    'refused',
    'disconnected',
    'unreachable',
  ]);
});
