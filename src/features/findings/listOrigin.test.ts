import { expect, it } from 'vitest';
import { readOrigin } from './listOrigin';

const REPO = '01936d2f-8c4e-7890-b123-456789abcdef';

it('a list is read with its filters and its order', () => {
  expect(readOrigin('/findings?severity=high&sort=path', REPO)).toMatchObject({
    ...{ of: 'findings', path: '/findings?severity=high&sort=path' },
    input: { severity: ['high'], sort: 'path', repoId: undefined, grouped: true },
  });
  expect(readOrigin(`/repos/${REPO}?q=key`, REPO)).toMatchObject({
    of: 'repo',
    input: { repoId: [REPO], q: 'key' },
  });
  expect(readOrigin('/scans/7', REPO)).toMatchObject({
    of: 'scan',
    input: { repoId: [REPO], scanId: '7' },
  });
});

it.each([
  null,
  '',
  '/settings',
  '/repos/other',
  'https://example.com/findings',
  '//example.com/findings',
  '/a/scans/7',
])('%j is no list of the finding', (from) => expect(readOrigin(from, REPO)).toBeUndefined());
