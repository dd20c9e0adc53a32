import { expect, it } from 'vitest';
import { commandLineFinder } from './commandLine';

const find = commandLineFinder([
  { program: /tool[ \t]/y, option: '-p[ \\t]{0,4}|--password(?:=|[ \\t]{1,4})' },
]);

function secretsIn(text: string): string[] {
  const positions = [...text.matchAll(/tool/g)].map(({ index }) => index);
  return [...find(text, positions)]
    .filter(({ judge }) => judge?.({ format: 'shell', role: 'product' }) !== 'no')
    .map(({ start, end }) => text.slice(start, end));
}

it.each([
  'tool -p Zt5kQw9xLp2m host',
  'tool -pZt5kQw9xLp2m host',
  'tool --password=Zt5kQw9xLp2m',
  "tool -v --password 'Zt5kQw9xLp2m' host",
  'tool -h host \\\n  --password "Zt5kQw9xLp2m"',
  'RUN ["sh", "-c", "tool -p Zt5kQw9xLp2m"]',
])('finds the argument in %j', (text) => {
  expect(secretsIn(text)).toEqual(['Zt5kQw9xLp2m']);
});

it.each([
  'tool -p "$PASSWORD" host',
  'tool -p <password>',
  'tool -p sha256~<token>',
  'tool host\nother -p Zt5kQw9xLp2m',
  'mytool -p Zt5kQw9xLp2m',
  'tool --port Zt5kQw9xLp2m',
])('finds nothing in %j', (text) => {
  expect(secretsIn(text)).toEqual([]);
});
