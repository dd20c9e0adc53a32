import { expect, it } from 'vitest';
import { findingsMarkdown } from './findingsMarkdown';

type Row = Parameters<typeof findingsMarkdown>[0][number];

const ROW = {
  id: 'f1',
  severity: 'critical',
  status: 'open',
  title: 'AWS key',
  filePath: 'deploy/a.tf',
  lineStart: 41,
  repoName: 'payments',
  occurrences: 1,
  inTree: true,
} as const satisfies Row;
const written = (changes: Partial<Row> = {}) =>
  findingsMarkdown([{ ...ROW, ...changes }], 'https://h.example');

it('is a line for each finding, with a link', () => {
  const line = '- **Critical** [AWS key](https://h.example/findings/f1): `deploy/a.tf:41` in payments\n';
  expect(written()).toBe(line);
  expect(findingsMarkdown([ROW, ROW], 'https://h.example')).toBe(line + line);
});

it('says what else matters of a finding', () => {
  expect(written({ occurrences: 3, inTree: false, status: 'false_positive' })).toContain(
    ' in payments (3 places, history only, false positive)\n',
  );
});

it.each([
  ['a link', '[x](javascript:alert)', '\\[x\\](javascript:alert)'],
  ['markup', '<img src=x>', '\\<img src=x\\>'],
  ['a line break', 'a\n- b', 'a - b'],
  ['a change of direction', 'a\u202eb', 'a b'],
])('keeps %s of a title as text', (_, title, shown) => {
  expect(written({ title })).toContain(`[${shown}](https://h.example/findings/f1)`);
});

it('marks a path with backticks by more of them', () => {
  expect(written({ filePath: 'a``b' })).toContain('``` a``b:41 ``` in');
});
