import { expect, it } from 'vitest';
import { counted, megabytes, printable } from './words';

it('formats sizes for people', () => {
  expect([0, 1234, 99_999, 100_000, 1_234_567_890].map(megabytes)).toEqual([
    ...['0 kB', '1.2 kB', '100 kB', '0.1 MB', '1,234.6 MB'],
  ]);
});

it('uses the noun form that fits the number', () => {
  expect([counted(1, 'file'), counted(2, 'file'), counted(0, 'entry', 'entries')]).toEqual([
    ...['1 file', '2 files', '0 entries'],
  ]);
});

it('escapes control characters for a terminal, and keeps ordinary text', () => {
  expect(printable('a\tb\r\u001b[31m\u2028')).toBe('a\\u{9}b\\u{d}\\u{1b}[31m\\u{2028}');
  expect(printable('grüße/文件 name.txt')).toBe('grüße/文件 name.txt');
});
