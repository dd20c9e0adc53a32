import { expect, it } from 'vitest';
import { anchorsOf } from './anchors';
import { makeView } from './view';

/** The texts in place of their digests. */
const anchorsIn = (text: string, line: number) => anchorsOf(makeView(text, [], []), line, (_, part) => part);

it('are made of a line and its neighbours', () => {
  expect(anchorsIn('one\ntwo\nthree', 2)).toEqual(['two', 'one', 'three']);
  expect(anchorsIn('one', 1)).toEqual(['one', '', '']);
});

it('do not change with white space, empty lines and line ends', () => {
  const expected = anchorsIn('a = 1\nb = 2\nc = 3', 2);
  expect(anchorsIn('  a = 1\r\n\r\n\t\n\tb  = 2\r\n\n\n c = 3', 4)).toEqual(expected);
});

it('are short, whatever the length of the lines', () => {
  const long = 'x'.repeat(100_000);
  for (const anchor of anchorsIn(`${long}\n${long}\n${long}`, 2)) expect(anchor).toHaveLength(11);
});

it('take a neighbour for none where too many empty lines come before it', () => {
  expect(anchorsIn(`a${'\n'.repeat(100)}b`, 101)).toEqual(['b', '', '']);
});
