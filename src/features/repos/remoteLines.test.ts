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

it('a repository is listed once, however it is written', () => {
  const text =
    'example/app\nexample/app.git\nhttps://github.com/example/app.git\ngit@github.com:example/app.git';
  const again = 'It is in the list alre';
  expect(problems(text)).toEqual([undefined, again, again, undefined]);
  // A name may be at another host than GitHub's own.
  const hosts = readLines(text, 'git.example.com').map(({ remote, problem }) => [
    remote.host,
    problem?.length,
  ]);
  expect(hosts).toEqual([
    ['git.example.com', undefined],
    ['git.example.com', 'It is in the list already.'.length],
    ...[
      ['github.com', undefined],
      ['github.com', undefined],
    ],
  ]);
});

it('more than a hundred wait for the others', () => {
  const text = Array.from({ length: 102 }, (_, n) => `example/app-${n}`).join('\n');
  expect(problems(text).filter(Boolean)).toEqual(['At most 100 are added ', 'At most 100 are added ']);
});

it('an added line leaves the list', () => {
  expect(withoutLine('example/a\n example/b \nexample/c', 'example/b')).toBe('example/a\nexample/c');
});
