import { expect, it } from 'vitest';
import { unescaped } from './escapes';

it.each([
  ['\\x4d\\x61ple7', 'Maple7'],
  ['Maple\\u0023River', 'Maple#River'],
  ['\\u{4d}aple', 'Maple'],
  ['\\115aple', 'Maple'],
  ['&#77;&#x61;ple&amp;7', 'Maple&7'],
  ['%4d%61%70%6c%65%37', 'Maple7'],
])('reads %s as %s', (written, value) => {
  expect(unescaped(written)).toBe(value);
});

it.each(['Maple%21River', '\\x8f\\xa2', '\\u5bc6\\u7801', '&nbsp;', '%e4%bd%a0%e5%a5%bd', 'Maple&River'])(
  'leaves %s as it is',
  (value) => {
    expect(unescaped(value)).toBe(value);
  },
);
