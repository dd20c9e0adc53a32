import { expect, it } from 'vitest';
import { diffLines } from './diffLines';

const shortly = (...patch: string[]) =>
  diffLines(patch.join('\n')).map((line) =>
    'number' in line ? `${line.number} ${line.kind} ${line.text}` : `${line.kind} ${line.text}`,
  );

it('an edit of one line has the name of its file and both lines with their numbers', () => {
  const patch = ['--- a/web/package.json', '+++ b/web/package.json', '@@ -5 +5 @@', '-    "a": "1",'];
  expect(shortly(...patch, '+    "a": "2",', '')).toEqual([
    'file web/package.json',
    '5 removed     "a": "1",',
    '5 added     "a": "2",',
  ]);
});

it('lines are numbered by hunk, also where one begins as a header does', () => {
  const first = [
    '--- a/x.sql',
    '+++ b/x.sql',
    '@@ -1,3 +1,2 @@ select',
    ' kept',
    '--- old',
    '-gone',
    '+++ new',
  ];
  expect(shortly(...first, '@@ -9,0 +8 @@', '+last', '\\ No newline at end of file')).toEqual([
    ...['file x.sql', '1 kept kept', '2 removed -- old', '3 removed gone', '2 added ++ new', '8 added last'],
    'other \\ No newline at end of file',
  ]);
});

it('what is no diff is shown as it is', () => {
  expect(shortly('Raise it to 2.', '+1 for that')).toEqual(['other Raise it to 2.', 'other +1 for that']);
});
