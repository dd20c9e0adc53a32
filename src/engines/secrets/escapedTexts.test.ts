import { expect, it } from 'vitest';
import { findEscapedTexts } from './escapedTexts';

const HIDDEN = 'password=Maple7#River';
const each = (write: (code: string) => string) =>
  Array.from(HIDDEN, (character) => write(character.charCodeAt(0).toString(16).padStart(2, '0'))).join('');
const textsIn = (text: string) => findEscapedTexts(text).map(({ bytes }) => bytes.toString());

it.each([
  ['percent signs', each((code) => `%${code}`)],
  ['hexadecimal escapes', each((code) => `\\x${code}`)],
  ['escapes of Unicode', each((code) => `\\u00${code}`)],
  ['entities', each((code) => `&#x${code};`)],
])('finds a pair that is hidden by %s, wherever it begins', (_, run) => {
  for (let before = 0; before < 50; before += 1)
    expect(textsIn(`${' '.repeat(before)}${run}`)).toEqual([HIDDEN]);
});

it.each(['%41%42%43', '\\xff'.repeat(40), '%e4%bd%a0'.repeat(20), 'a%20b%20c'.repeat(20)])(
  'finds nothing in %s',
  (text) => {
    expect(textsIn(text)).toEqual([]);
  },
);
