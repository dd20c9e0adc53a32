import { expect, it } from 'vitest';
import { judgeJwt } from './jwt';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const SIGNATURE = 'Yk3pQ0vZr7mW1xTnB5sLd9HcJfA2uGeKqN8oVtXy4iE';
const token = (payload: unknown, header: unknown = { alg: 'HS256' }, signature = SIGNATURE) =>
  `${part(header)}.${part(payload)}.${signature}`;

it('is of medium confidence for a token that never expires, or much later', () => {
  expect(judgeJwt(token({ sub: 'billing' }))).toBe('medium');
  expect(judgeJwt(token({ sub: 'billing', iat: 1_760_000_000, exp: 4_102_444_800 }))).toBe('medium');
});

it.each([
  ['ended long ago', token({ exp: 1_500_000_000 })],
  ['lives for an hour', token({ iat: 1_760_000_000, exp: 1_760_003_600 })],
  ['lives for minutes by its beginning', token({ nbf: 1_760_000_000, exp: 1_760_000_300 })],
  ['is not signed', token({ sub: 'billing' }, { alg: 'none' }, '')],
  ['is the one of all documentation', token({ sub: '1234567890', name: 'John Doe' })],
  ['is public by its role', token({ role: 'anon' })],
])('is of low confidence for a token that %s', (_, text) => {
  expect(judgeJwt(text)).toBe('low');
});

it.each([
  ['a header without an algorithm', token({}, { typ: 'JWT' })],
  ['a payload that is no object', `${part({ alg: 'HS256' })}.${part('x')}.${SIGNATURE}`],
  ['parts that are no JSON', `eyJhbGciOi.eyJzdWIiOi.${SIGNATURE}`],
  ['nothing behind the header', part({ alg: 'HS256' })],
])('rejects %s', (_, text) => {
  expect(judgeJwt(text)).toBe('no');
});
