import { expect, it } from 'vitest';
import { countOf, exactTime, formatCount, relativeTime, shortSha } from './format';

const now = new Date('2026-03-01T12:00:00Z');
const ago = (seconds: number) => relativeTime(new Date(now.getTime() - seconds * 1000), now);

it.each([
  [0, 'now'],
  [59, 'now'],
  [60, '1 minute ago'],
  [3_599, '59 minutes ago'],
  [3_600, '1 hour ago'],
  [86_399, '23 hours ago'],
  [86_400, 'yesterday'],
  [59 * 86_400, '59 days ago'],
  [60 * 86_400, '2 months ago'],
  [364 * 86_400, '12 months ago'],
  [366 * 86_400, 'last year'],
  [-2 * 86_400, 'in 2 days'],
  [-90 * 86_400 + 1, 'in 90 days'],
  [-365 * 86_400, 'in 365 days'],
  [-3_600, 'in 1 hour'],
])('%d seconds ago is "%s"', (seconds, text) => {
  expect(ago(seconds)).toBe(text);
});

it('counts have thousands separators and the right number', () => {
  expect(formatCount(1_234_567)).toBe('1,234,567');
  expect(countOf(1, 'scan')).toBe('1 scan');
  expect(countOf(0, 'scan')).toBe('0 scans');
  expect(countOf(12_480, 'repository', 'repositories')).toBe('12,480 repositories');
});

it('an exact time names its time zone', () => {
  expect(exactTime(now)).toBe('1 Mar 2026, 12:00:00 UTC');
});

it('a short SHA has seven characters', () => {
  expect(shortSha('0123456789abcdef')).toBe('0123456');
});
