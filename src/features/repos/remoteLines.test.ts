import { expect, it } from 'vitest';
import { isList, readLines, withoutLine } from './remoteLines';

const problems = (text: string) => readLines(text).map(({ problem }) => problem?.slice(0, 22));

it('a list is more than one line of text', () => {
  expect(isList('example/app\n\n')).toBe(false);
  expect(isList('example/app\r\nexample/web')).toBe(true);
});

it('each line names a repository, or says what is wrong with it', () => {
  const text =
    ' https://git.example.com/a.git \n\nexample/web\nnot one\ngit@example.com:a/b.git\nexample/web\n';
  expect(readLines(text).map(({ remote }) => remote.name)).toEqual(['a', 'web', '', 'b', 'web']);
  expect(problems(text)).toEqual([
    ...[undefined, undefined],
    ...['This names no reposito', undefined, 'It is in the list alre'],
  ]);
});

it('more than a hundred wait for the others', () => {
  const text = Array.from({ length: 102 }, (_, n) => `example/app-${n}`).join('\n');
  expect(problems(text).filter(Boolean)).toEqual(['At most 100 are added ', 'At most 100 are added ']);
});

it('an added line leaves the list', () => {
  expect(withoutLine('example/a\n example/b \nexample/c', 'example/b')).toBe('example/a\nexample/c');
});
