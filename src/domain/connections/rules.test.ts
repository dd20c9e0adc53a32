import { describe, expect, it } from 'vitest';
import type { RemotePolicy } from '@/git/remoteUrl';
import { fullNameOf, gitUserOf, judgeHost, refusalOf, tokenState } from './rules';

const urls = { github: 'https://github.com', gitlab: 'http://10.0.0.5:8080/git', gitea: undefined };
const closed: RemotePolicy = { allowPrivate: false, allowedHosts: [] };
const open = { allowPrivate: false, allowedHosts: ['10.0.0.5'] };
type Provider = Parameters<typeof judgeHost>[0];
const hostOf = (provider: Provider, given?: string, policy = closed) =>
  judgeHost(provider, given, { urls, policy });

describe('judgeHost', () => {
  it.each([
    ['github', undefined, 'github.com', 'https://github.com'],
    ['github', 'GitHub.com', 'github.com', 'https://github.com'],
    ['github', 'git.example.com', 'git.example.com', 'https://git.example.com'],
    ['gitea', 'git.example.com:3000', 'git.example.com:3000', 'https://git.example.com:3000'],
    ['gitlab', 'https://example.com/gitlab//', 'example.com', 'https://example.com/gitlab'],
    ['basic', 'https://git.example.com:443', 'git.example.com', 'https://git.example.com'],
  ] as const)('%s at %s is %s', (provider, given, name, baseUrl) => {
    expect(hostOf(provider, given)).toEqual({ ok: true, host: { provider, name, baseUrl } });
  });

  it('takes a private host, and http, only from the operator', () => {
    expect(hostOf('gitlab')).toMatchObject({ ok: false });
    expect(hostOf('gitlab', undefined, open)).toMatchObject({ ok: true, host: { name: '10.0.0.5:8080' } });
    expect(hostOf('gitea', 'http://10.0.0.5', open)).toMatchObject({ ok: true });
    expect(hostOf('gitea', 'http://git.example.com')).toMatchObject({ ok: false });
  });

  it.each([
    ['', 'must be a host name, or the address of its pages'],
    ['a b', 'must be a host name, or the address of its pages'],
    ['localhost', 'must not point at this machine or a private network'],
    ['169.254.169.254', 'must not point at a cloud metadata service'],
    ['git.example.com:22', 'must not use port 22, which belongs to another service'],
    ['ssh://git.example.com', 'must be reached by https'],
    ['https://ana:secret@git.example.com', 'must not contain credentials; connect an account instead'],
    ['https://git.example.com/?a=b', 'must not contain a query or a fragment'],
  ])('refuses %s', (given, reason) => {
    expect(hostOf('gitea', given)).toEqual({ ok: false, reason });
  });
});

it.each([
  ['https://git.example.com/a/b.git', 'https://git.example.com', 'a/b'],
  ['https://git.example.com/gitlab/a/b/c/', 'https://git.example.com/gitlab', 'a/b/c'],
  ['https://git.example.com/a%20b/c', 'https://git.example.com', 'a b/c'],
  ['https://git.example.com/a%/c', 'https://git.example.com', 'a%/c'],
  ['https://other.example.com/a/b', 'https://git.example.com', undefined],
  ['https://git.example.com/', 'https://git.example.com', undefined],
])('the name of %s at %s is %s', (url, baseUrl, name) => {
  expect(fullNameOf(url, baseUrl)).toBe(name);
});

it('Git sends the user name that each provider documents', () => {
  const userOf = (provider: Provider) => gitUserOf({ provider, account: 'ana', username: 'bo' });
  expect((['github', 'gitlab', 'gitea', 'basic'] as const).map(userOf)).toEqual([
    'x-access-token',
    'oauth2',
    'ana',
    'bo',
  ]);
});

describe('a token by OAuth', () => {
  const now = new Date('2026-11-01T12:00:00Z');
  const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  it.each([
    ['oauth', 'r', null, 'good'],
    ['oauth', 'r', 6, 'good'],
    ['oauth', 'r', 5, 'ending'],
    ['oauth', 'r', -60, 'ending'],
    ['oauth', null, 1, 'good'],
    ['oauth', null, 0, 'ended'],
    // Pasted tokens are tried, whatever their host has said of their end.
    ['token', null, -60, 'good'],
  ] as const)('%s, refreshed by %s, %s minutes before its end: %s', (kind, refreshToken, minutes, state) => {
    const expiresAt = minutes === null ? null : at(minutes);
    expect(tokenState({ kind, refreshToken, expiresAt }, now)).toBe(state);
  });

  it.each([
    ['token', null, 'refused', /^The host no longer accepts this token/],
    ['token', -1, 'expired', /^The token has expired/],
    ['oauth', null, 'refused', /^The host no longer accepts this connection/],
    ['oauth', -1, 'expired', /^The host no longer renews this connection/],
  ] as const)('%s that is refused, %s minutes before its end: %s', (kind, minutes, state, sentence) => {
    const expiresAt = minutes === null ? null : at(minutes);
    expect(refusalOf({ kind, expiresAt }, now)).toEqual({
      state,
      stateMessage: expect.stringMatching(sentence),
    });
  });
});
