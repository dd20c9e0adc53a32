import { expect, it } from 'vitest';
import { RULE_KINDS as OF_CATALOGUE } from '@/engines/secrets/catalogue';
import { listInput, NO_FILTERS, RULE_KINDS, readFilters, writeFilters } from './ruleFilters';

it('has the kinds of the catalogue', () => {
  expect(RULE_KINDS).toEqual(OF_CATALOGUE);
});

it('reads what it writes, and leaves defaults out', () => {
  const filters = {
    ...{ q: 'live', provider: ['Stripe', 'A, B & C'] },
    ...{ severity: ['critical', 'high'] as const, kind: ['key'] as const },
  };
  expect(readFilters(new URLSearchParams(writeFilters(filters)))).toEqual(filters);
  expect(writeFilters(NO_FILTERS)).toBe('');
});

it('ignores what is not known, and asks for nothing that the server refuses', () => {
  const odd = readFilters(new URLSearchParams('severity=worst&kind=key,none&q=a%00b'));
  expect(odd).toEqual({ ...NO_FILTERS, kind: ['key'], q: 'a\0b' });
  expect(listInput(odd).q).toBe('a b');
});
