import { expect, it } from 'vitest';
import { joinedWith } from './joined';
import { readQuoted } from './literals';

function joinedIn(text: string): string | undefined {
  const literal = readQuoted(text, text.search(/["'`]/));
  return literal && joinedWith(text, literal)?.value;
}

it.each([
  ['"a1" + "b2"', 'a1b2'],
  ["'a1' . 'b2' . 'c3'", 'a1b2c3'],
  ['"a1" & _\r\n  "b2"', 'a1b2'],
  ['"a1" +\n    "b2"', 'a1b2'],
  ['"a1"\n  + "b2"', 'a1b2'],
  ['"a1" .. "b2"', 'a1b2'],
])('joins %j', (text, value) => {
  expect(joinedIn(text)).toBe(value);
});

it.each(['"a1", "b2"', '"a1" + b2', '"a1" "b2"', '"a1" - "b2"'])('joins nothing in %j', (text) => {
  expect(joinedIn(text)).toBeUndefined();
});
