import { describe, expect, it } from 'vitest';
import { readCredential } from './authenticate';

describe('readCredential', () => {
  it.each([
    ['Bearer abc', 'abc'],
    ['bearer abc', 'abc'],
    ['BEARER   hmd_abc-_', 'hmd_abc-_'],
  ])('reads %j as a bearer of %s', (authorization, secret) => {
    expect(readCredential(new Headers({ authorization }))).toEqual({ from: 'header', secret });
  });

  it.each([
    '',
    'Bearer',
    'Bearer ',
    'abc',
    'Basic YTpi',
    'Token abc',
    'Bearer a b',
    'Bearer:abc',
    'Bearerabc',
    'x Bearer abc',
  ])('a header of no use, %j, decides all the same: no cookie stands in for it', (authorization) => {
    const headers = new Headers({ authorization, cookie: 'session=good' });
    expect(readCredential(headers)).toEqual({ from: 'header', secret: '' });
  });

  it('a header takes precedence over the cookie', () => {
    const headers = new Headers({ authorization: 'Bearer abc', cookie: 'session=def' });
    expect(readCredential(headers)).toEqual({ from: 'header', secret: 'abc' });
  });

  it('two headers are none, whichever comes first', () => {
    const headers = new Headers([
      ['authorization', 'Bearer abc'],
      ['authorization', 'Bearer def'],
    ]);
    expect(readCredential(headers)).toEqual({ from: 'header', secret: '' });
  });

  it('reads the cookie where there is no header', () => {
    expect(readCredential(new Headers({ cookie: 'a=1; session=abc' }))).toEqual({
      from: 'cookie',
      secret: 'abc',
    });
  });

  it.each([{}, { cookie: '' }, { cookie: 'session=' }, { cookie: 'other=abc' }])(
    '%j shows nothing',
    (headers) => {
      expect(readCredential(new Headers(headers as Record<string, string>))).toBeUndefined();
    },
  );
});
