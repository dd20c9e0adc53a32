import { expect, it } from 'vitest';
import { findInColumn } from './tableColumn';

function valuesIn(text: string): string[] {
  const position = text.toLowerCase().indexOf('password');
  const found = findInColumn(text, [position]);
  return [...found]
    .filter(({ judge }) => judge?.({ format: 'text', role: 'product' }) !== 'no')
    .map(({ start, end }) => text.slice(start, end));
}

it('finds the values of a password column', () => {
  expect(valuesIn('name,password,role\nann,Zt5kQw9xLp2m,admin\nben,Mx7-qTr4Zw,editor\n')).toEqual([
    'Zt5kQw9xLp2m',
    'Mx7-qTr4Zw',
  ]);
});

it('accepts other separators, quotes and line breaks of Windows', () => {
  expect(valuesIn('"name";"User Password"\r\n"ann";"Zt5kQw9xLp2m"\r\n')).toEqual(['Zt5kQw9xLp2m']);
});

it.each([
  'name,password_changed_at\nann,Zt5kQw9xLp2m\n',
  'name,password\nann,"Zt5k,Qw9xLp2m"\n',
  'name,password\nann,9b74c9897bac770ffc029102a200c5de\n',
  'id,name\n1,the password is Zt5kQw9xLp2m\n',
  'Dear all, the password, as you know, has been changed\nname,Zt5kQw9xLp2m\n',
])('finds nothing in %j', (text) => {
  expect(valuesIn(text)).toEqual([]);
});
