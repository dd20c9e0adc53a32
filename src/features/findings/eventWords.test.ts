import { expect, it } from 'vitest';
import type { FindingEvent } from '@/trpc/types';
import { eventWords } from './eventWords';

const words = (event: Partial<FindingEvent>) =>
  eventWords(
    {
      ...{ id: 'e', type: 'status_changed', actorId: null, comment: null },
      ...{ oldValue: null, newValue: null, createdAt: '2026-01-01T00:00:00Z' },
      ...event,
    },
    { me: 'me', names: { ana: 'Ana' } },
  );

it('a change says who made it, and a scan is only named where no other could have', () => {
  expect(words({ actorId: 'me', newValue: 'dismissed' })).toBe('You dismissed it');
  expect(words({ actorId: 'ana', newValue: 'confirmed' })).toBe('Ana confirmed it');
  expect(words({ newValue: 'fixed' })).toBe('A scan marked it as fixed');
  expect(words({ newValue: 'open' })).toBe('It was reopened');
  expect(words({ type: 'created', newValue: 'open' })).toBe('A scan found it');
  expect(words({ type: 'commented' })).toBe('A deleted account commented');
});

it('a move, a severity and an assignee are named from the old to the new', () => {
  expect(words({ type: 'moved', oldValue: 'a.ts', newValue: 'b.ts' })).toBe('Moved to b.ts');
  expect(words({ type: 'severity_changed', actorId: 'me', oldValue: 'high', newValue: 'low' })).toBe(
    'You changed the severity from high to low',
  );
  const assigned = { type: 'assignee_changed' as const, actorId: 'me' };
  expect(words({ ...assigned, newValue: 'me' })).toBe('You assigned it to yourself');
  expect(words({ ...assigned, newValue: 'ana' })).toBe('You assigned it to Ana');
  expect(words({ ...assigned, newValue: 'gone' })).toBe('You assigned it to a deleted account');
  expect(words({ ...assigned, actorId: 'ana', newValue: 'me' })).toBe('Ana assigned it to you');
  expect(words({ ...assigned, oldValue: 'me' })).toBe('You unassigned it');
});
