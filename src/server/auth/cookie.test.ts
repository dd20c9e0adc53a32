import { beforeAll, describe, expect, it, vi } from 'vitest';
import { readSessionCookie, sessionCookie } from './cookie';

beforeAll(() => {
  vi.stubEnv('HEIMDALL_URL', 'https://heimdall.example.com');
});

describe('sessionCookie, served by https', () => {
  it("signs in for the seven days of a session, with a cookie that scripts and other sites can't read", () => {
    const attributes = 'Path=/; HttpOnly; SameSite=Lax; Max-Age=604800; Secure';
    expect(sessionCookie('abc-_123')).toBe(`session=abc-_123; ${attributes}`);
  });

  it('signs out with an empty value that is over at once', () => {
    expect(sessionCookie(null)).toBe('session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure');
  });
});

describe('readSessionCookie', () => {
  it.each([
    ['session=abc', 'abc'],
    ['a=1; session=abc; b=2', 'abc'],
    ['a=1;session=abc', 'abc'],
    ['  session = abc  ', 'abc'],
    ['session=a=b==', 'a=b=='],
    ['session=abc; session=def', 'abc'],
    [null, undefined],
    ['', undefined],
    ['session', undefined],
    ['session=', undefined],
    ['session=  ; a=1', undefined],
    ['Session=abc', undefined],
    ['xsession=abc; session2=abc; __Host-session=abc', undefined],
    ['a=session=abc', undefined],
    [';;;=;', undefined],
  ])('in %j it finds %j', (header, token) => {
    expect(readSessionCookie(header)).toBe(token);
  });

  it('reads what sessionCookie returned', () => {
    expect(readSessionCookie(sessionCookie('abc-_123').split(';')[0] ?? '')).toBe('abc-_123');
  });
});
