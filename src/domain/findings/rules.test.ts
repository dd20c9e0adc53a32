import { expect, it } from 'vitest';
import { SEVERITIES } from '../repos/schema';
import { compareSeverity } from './rules';
import type { Severity } from './schema';

it('sorts by severity, the gravest first', () => {
  const mixed: Severity[] = ['low', 'critical', 'medium', 'high', 'critical'];
  expect(mixed.sort(compareSeverity)).toEqual(['critical', 'critical', 'high', 'medium', 'low']);
});

it('goes by the order in which the API documents them', () => {
  expect([...SEVERITIES].sort(compareSeverity)).toEqual([...SEVERITIES]);
});
