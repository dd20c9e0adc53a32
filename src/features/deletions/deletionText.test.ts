import { expect, it } from 'vitest';
import type { Deletion } from '@/trpc/types';
import { askedBy, countsText, nameOf, progressOf, progressText } from './deletionText';

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
    ...fields,
  };
}

it('tells how far it is, and when that is not known yet', () => {
  expect(progressText(deletion())).toBe('Deleting 412,000 of 1,000,000 findings');
  expect(progressOf(deletion())).toBe(0.412);
  expect(progressText(deletion({ findingsTotal: null }))).toBe(
    'Deleting; its findings are still being counted',
  );
  expect(progressOf(deletion({ findingsTotal: null }))).toBeUndefined();
  expect(progressText(deletion({ findingsTotal: null, kind: 'user' }))).toBe(
    'Deleting; its repositories go first',
  );
});

it('never tells of more than all, nor divides by nothing', () => {
  expect(progressOf(deletion({ findingsTotal: 0, deleted: {} }))).toBe(1);
  expect(progressOf(deletion({ findingsTotal: 10, deleted: { findings: 12 } }))).toBe(1);
});

it.each([
  [{}, 'ada@example.com'],
  [{ actorEmail: null }, 'A deleted account'],
  [{ kind: 'retention', actorId: null, actorEmail: null } as const, 'The retention rule'],
  [{ actorId: null, actorEmail: null }, 'Heimdall'],
])('%j was asked for by %s', (fields, who) => {
  expect(askedBy(deletion(fields))).toBe(who);
});

it('names what went, and leaves out what there was none of', () => {
  expect(countsText(deletion({ deleted: {} }))).toBe('Nothing was below it');
  expect(countsText(deletion({ deleted: { scans: 1 } }))).toBe('1 scan');
  expect(countsText(deletion({ deleted: { finding_events: 24_960, findings: 12_480, repos: 3 } }))).toBe(
    '3 repositories, 12,480 findings and 24,960 events',
  );
  expect(countsText(deletion({ deleted: { findings: 0, web_hooks: 2 } }))).toBe('2 rows of web_hooks');
});

it('a deletion without a name is told by its id', () => {
  expect(nameOf(deletion())).toBe('my-web-app');
  expect(nameOf(deletion({ name: '' }))).toBe('Repository 01936d2f');
});
