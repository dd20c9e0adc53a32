import { describe, expect, it } from 'vitest';
import { text, time, visibleText } from './fields';
import { createRepoInput, updateRepoInput } from './repos/schema';
import { createSuppressionInput } from './suppressions/schema';
import { createTokenInput } from './tokens/schema';
import { createUserInput, registerInput, updateProfileInput } from './users/schema';

const message = (schema: { safeParse: (value: unknown) => unknown }, value: unknown) =>
  (schema.safeParse(value) as { error?: { issues: { message: string }[] } }).error?.issues[0]?.message;

const INVISIBLE = [
  '\u200b',
  '\u200d\u200c',
  '\u2060',
  '\u00ad',
  '\u3164',
  '\u115f',
  '\u180e',
  '\u2800',
  '\u{e0020}',
];
const BIDIRECTIONAL = [...'\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069'];

describe('visibleText', () => {
  const name = visibleText('name', 255);

  it.each(INVISIBLE)('refuses %j alone, which shows nothing', (value) => {
    expect(message(name, value)).toBe('name must have a visible character');
    expect(message(name, `${value} ${value}`)).toBe('name must have a visible character');
    expect(name.parse(`a${value}`)).toBe(`a${value}`.trim());
  });

  it.each(BIDIRECTIONAL)('refuses %j at every position', (control) => {
    expect(message(name, `a${control}b`)).toBe('name must not contain bidirectional controls');
  });

  it.each(['my-web-app', 'Ω', '名前', 'שלום', 'مرحبا', '👩\u200d💻', '—', '.', 'e\u0301', 'नमस्\u200dते'])(
    'takes %j',
    (value) => {
      expect(name.parse(value)).toBe(value);
    },
  );
});

it.each([
  ['name', createRepoInput, (name: string) => ({ name, sourceType: 'github' })],
  ['name', updateRepoInput, (name: string) => ({ name })],
  ['name', createTokenInput, (name: string) => ({ name, scopes: ['repos:read'], expiresInDays: 1 })],
  ['display_name', updateProfileInput, (displayName: string) => ({ displayName })],
  ['display_name', createUserInput, (displayName: string) => ({ email: 'a@example.com', displayName })],
  [
    'display_name',
    registerInput,
    (displayName: string) => ({ email: 'a@example.com', password: 'long enough', displayName }),
  ],
  ['reason', createSuppressionInput, (reason: string) => ({ repoId: 'x', path: 'a', reason })],
] as const)('%s is such a text everywhere (%#)', (field, schema, input) => {
  expect(message(schema, input('\u200b'))).toBe(`${field} must have a visible character`);
  expect(message(schema, input('a\u202eb'))).toBe(`${field} must not contain bidirectional controls`);
  expect(message(schema, input('ok'))).toBeUndefined();
});

it('a path may contain any character of a file name', () => {
  expect(text('path', 1024).parse('src/a\u202eb')).toBe('src/a\u202eb');
});

describe('a time', () => {
  const wrong = 'until must be a time in RFC 3339, such as 2026-01-31T12:00:00Z, or a date';

  it.each([
    ['0001-01-01', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
    ['2026-01-31T12:00:00+02:00', '2026-01-31T10:00:00.000Z'],
  ])('%s is %s', (given, expected) => {
    expect(time('until').parse(given).toISOString()).toBe(expected);
  });

  it.each(['0000-12-31', '0001-01-01T00:00:00+01:00', '9999-12-31T23:59:59-01:00', '2026-02-30'])(
    '%s is refused, as PostgreSQL or RFC 3339 has no such time',
    (given) => {
      expect(message(time('until'), given)).toBe(wrong);
    },
  );
});
