import { expect, it } from 'vitest';
import { kindOf, type RecentPage, withPage } from './recentPages';

it.each([
  ['/repos/1', 'repo'],
  ['/findings/1', 'finding'],
  ['/rules/stripe-key', 'rule'],
  ['/repos', undefined],
  ['/repos/new', undefined],
  ['/scans/1', undefined],
  ['/', undefined],
])('%s shows one %s', (path, kind) => {
  expect(kindOf(path)).toBe(kind);
});

it('the newest is first, none is listed twice, and old ones are forgotten', () => {
  const page = (n: number): RecentPage => ({ href: `/repos/${n}`, title: `${n}`, kind: 'repo' });
  const pages = Array.from({ length: 12 }, (_, n) => page(n));
  expect(withPage(pages, page(5)).map(({ title }) => title)).toEqual([
    '5',
    '0',
    '1',
    '2',
    '3',
    '4',
    '6',
    '7',
    '8',
    '9',
    '10',
    '11',
  ]);
  expect(withPage(pages, page(99))).toHaveLength(12);
});
