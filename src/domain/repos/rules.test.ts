import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import {
  canRequestProbe,
  isBranchName,
  nextRemoteState,
  nextTryAt,
  originOf,
  placeOf,
  REMOTE_STATES,
  type RemoteEvent,
  remoteOfPage,
  summaryOf,
} from './rules';

const NAMES = [
  ...[
    'main',
    'a',
    'A',
    '0',
    'head',
    'Head',
    'HEAD',
    'foo/HEAD',
    'HEAD/foo',
    'refs/heads/main',
    'refs/heads/HEAD',
  ],
  ...[
    'feature/login',
    'a/b/c/d',
    'release-1.0',
    'v1.0.0',
    'a_b',
    'a+b',
    'a=b',
    'a,b',
    "a'b",
    'a"b',
    'a(b)',
    'a&b',
  ],
  ...[
    'a;b',
    'a|b',
    'a<b>',
    'a$b',
    'a`b',
    'a%b',
    'a!b',
    '#1',
    'ä',
    '分支',
    '🌱',
    'a\u00a0b',
    'a\u0085b',
    'a\u2028b',
  ],
  ...['', ' ', 'a b', ' a', 'a ', 'a\tb', 'a\nb', 'a\u0001b', 'a\u001fb', 'a\u007fb'],
  ...['~', 'a~1', '^', 'a^', ':', 'a:b', '?', 'a?b', '*', 'a*', '[', 'a[b', 'a]b', '\\', 'a\\b'],
  ...['.', '..', 'a..b', 'a...b', '.a', 'a.', 'a/.b', 'a./b', 'a/..', './a', 'a/.', 'a.b'],
  ...['/', '/a', 'a/', 'a//b', 'a/ /b'],
  ...['@', '@@', 'a@', '@a', 'a@b', '@/a', 'a/@', '@{', 'a@{b', '@{-1}', '@{u}', '{', 'a{b}', 'a{@b'],
  ...['-', '-a', '--', '--help', 'a-', 'a/-b'],
  ...['.lock', 'a.lock', 'a.lock/b', 'a/b.lock', 'a.LOCK', 'a.lock.b', 'alock', 'lock', 'a.lockb'],
];

/** What the real git says, away from every repository, whose branches it would look at. */
function gitAccepts(name: string): boolean {
  const { status, error } = spawnSync('git', ['check-ref-format', '--branch', name], { cwd: tmpdir() });
  if (error) throw error;
  return status === 0;
}

describe('isBranchName', () => {
  it.each(NAMES)('judges %j as git check-ref-format --branch does', (name) => {
    expect(isBranchName(name)).toBe(gitAccepts(name));
  });

  it('refuses NUL, which no command line can carry to git', () => {
    expect(isBranchName('a\0b')).toBe(false);
  });

  it.each(['a', 'ä', '🌱'])(
    'takes 255 characters (%s) and not one more, where git has no limit',
    (character) => {
      const longest = character.repeat(255);
      expect([isBranchName(longest), gitAccepts(longest)]).toEqual([true, true]);
      expect([isBranchName(`${longest}a`), gitAccepts(`${longest}a`)]).toEqual([false, true]);
    },
  );
});

const EVENTS: [RemoteEvent, string][] = [
  [{ type: 'requested' }, 'pending'],
  [{ type: 'found', branch: 'main', sha: 'a'.repeat(40) }, 'found'],
  [{ type: 'empty', branch: 'main' }, 'empty'],
  [{ type: 'empty', branch: null }, 'empty'],
  [{ type: 'refused', message: 'No.' }, 'failed'],
  [{ type: 'unresolved', message: 'Where?' }, 'none'],
];

describe('nextRemoteState', () => {
  it.each(EVENTS)('after %j a remote is %s, from every state', (event, expected) => {
    const remotes = REMOTE_STATES.filter((state) => state !== 'none');
    expect(remotes.map((state) => nextRemoteState(state, event))).toEqual(remotes.map(() => expected));
  });

  it('a repo without a remote has none after every event', () => {
    expect(EVENTS.map(([event]) => nextRemoteState('none', event))).toEqual(EVENTS.map(() => 'none'));
  });
});

describe('canRequestProbe', () => {
  it('is true once a probe has ended, and false while one is due or without a remote', () => {
    const answersOf = (sourceType: 'git_url' | 'github') =>
      Object.fromEntries(
        REMOTE_STATES.map((state) => [state, canRequestProbe({ remote: { state }, sourceType })]),
      );
    const ended = { pending: false, found: true, empty: true, failed: true };
    expect(answersOf('git_url')).toEqual({ ...ended, none: false });
    // Its host may have been connected since.
    expect(answersOf('github')).toEqual({ ...ended, none: true });
  });
});

describe('summaryOf', () => {
  it('contains every state, even those of no repo', () => {
    const { total, byState } = summaryOf([]);
    expect([total, Object.keys(byState).sort()]).toEqual([0, [...REMOTE_STATES].sort()]);
    expect(new Set(Object.values(byState))).toEqual(new Set([0]));
  });

  it('counts by state and in total', () => {
    const counts = [
      { state: 'found', count: 3 },
      { state: 'none', count: 1 },
    ] as const;
    expect(summaryOf(counts)).toEqual({
      total: 4,
      byState: { pending: 0, found: 3, empty: 0, failed: 0, none: 1 },
    });
  });
});

describe('remoteOfPage', () => {
  const SAME = undefined;
  it.each([
    ['github', '/o/r/pull/3', '/o/r.git'],
    ['github', '/o/r.git/tree/main/src', '/o/r.git'],
    ['github', '/o/r?tab=readme-ov-file', '/o/r.git'],
    ['github', '/o/r.git#start', '/o/r.git'],
    ['github', '/o/r/', '/o/r.git'],
    ['github', '/o/r', SAME],
    ['github', '/o/r.git', SAME],
    ['github', '/o', SAME],
    ['github', '/orgs/acme/repositories', SAME],
    ['gitlab', '/o/r/-/tree/main', '/o/r.git'],
    ['gitlab', '/a/b/c/-/merge_requests/3?x=1', '/a/b/c.git'],
    ['gitlab', '/a/b/c.git/-/issues', '/a/b/c.git'],
    ['gitlab', '/a/b/c/d', SAME],
    ['gitlab', '/a/b/c.git', SAME],
    ['gitlab', '/groups/acme/-/issues', SAME],
    ['gitlab', '/-/profile', SAME],
  ] as const)('%s: %s is a page of %s', (provider, page, remote) => {
    for (const base of ['https://git.example.com', 'https://example.com:8443/git']) {
      expect(remoteOfPage(provider, base + page, base)).toBe(remote && base + remote);
    }
  });

  it('knows the one host, and no other', () => {
    const base = 'https://github.com';
    expect(remoteOfPage('github', 'https://GitHub.com/o/r/pull/3', base)).toBe('https://github.com/o/r.git');
    for (const other of ['https://github.com.evil.example/o/r/pull/3', 'https://x:y@github.com/o/r/pull/3']) {
      expect(remoteOfPage('github', other, base)).toBeUndefined();
    }
  });
});

it.each([
  ['https://Git.Example.com:443/a/b.git', 'https://git.example.com'],
  ['http://git.example.com/a/b', 'http://git.example.com'],
  ['https://git.example.com:8443/a', 'https://git.example.com:8443'],
  ['git@git.example.com:a/b', undefined],
  ['ssh://git@git.example.com/a/b', undefined],
  [null, undefined],
])('the origin of %s is %s', (url, origin) => {
  expect(originOf(url)).toBe(origin);
});

describe('the place of a remote', () => {
  const github = { host: 'github.com', path: 'octo/hello' };
  it.each([
    ['https://github.com/Octo/Hello.git', github],
    ['https://GitHub.com/octo/hello/', github],
    ['https://github.com:443/octo/hello.git/', github],
    ['http://ana@github.com/octo/hello', github],
    ['git://github.com/octo/hello.git', github],
    ['ssh://git@github.com/octo/hello.git', github],
    ['ssh://git@github.com:22/octo/hello', github],
    ['git@github.com:octo/hello.git', github],
    ['git@github.com:/octo/hello.git', github],
    ['https://git.example/a/b/c.git', { host: 'git.example', path: 'a/b/c' }],
    ['https://[::1]:3000/o/n', { host: '[::1]', path: 'o/n' }],
    ['https://git.example/o/n.git.git', { host: 'git.example', path: 'o/n.git' }],
    ['https://git.example', { host: '', path: 'git.example' }],
    ['owner/name', { host: '', path: 'owner/name' }],
    ['', { host: '', path: '' }],
  ])('%s', (remote, place) => {
    expect(placeOf(remote)).toEqual(place);
  });
});

describe('a host that is down', () => {
  const MINUTE = 60_000;
  const since = new Date('2026-01-05T10:00:00Z');
  const waitAfter = (downMs: number) => {
    const now = new Date(since.getTime() + downMs);
    const next = nextTryAt(since, now);
    return next && (next.getTime() - now.getTime()) / MINUTE;
  };

  it('is probed after as long as it has been down, from a minute to an hour, for a week', () => {
    expect(
      [0, 1, 2, 4, 8, 59, 60, 500, 7 * 24 * 60, 7 * 24 * 60 + 1].map((m) => waitAfter(m * MINUTE)),
    ).toEqual([1, 1, 2, 4, 8, 59, 60, 60, 60, null]);
  });
});
