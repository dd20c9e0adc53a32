import { describe, expect, it } from 'vitest';
import {
  defaultBranchIn,
  isPush,
  likelyProvider,
  needsScan,
  overall,
  type Push,
  placesIn,
  whyIgnored,
} from './rules';

const OLD = 'a'.repeat(40);
const NEW = 'b'.repeat(40);
const OTHER = 'c'.repeat(40);
const push = (fields: Partial<Push> = {}): Push => ({
  ref: 'refs/heads/main',
  before: OLD,
  after: NEW,
  defaultBranch: undefined,
  ...fields,
});

describe('the places in a body', () => {
  it('are all addresses of its repository', () => {
    const repository = {
      full_name: 'Octo/Hello',
      clone_url: 'https://github.com/Octo/Hello.git',
      ssh_url: 'git@github.com:Octo/Hello.git',
      html_url: 7,
    };
    const project = {
      path_with_namespace: 'group/sub/hello',
      git_ssh_url: 'git@gitlab.com:group/sub/hello.git',
    };
    expect(placesIn({ repository, project })).toEqual([
      { host: 'github.com', path: 'octo/hello' },
      { host: 'github.com', path: 'octo/hello' },
      { host: 'gitlab.com', path: 'group/sub/hello' },
      { host: '', path: 'octo/hello' },
      { host: '', path: 'group/sub/hello' },
    ]);
  });

  it.each([
    [undefined],
    [null],
    [7],
    ['text'],
    [[]],
    [{}],
    [{ repository: null }],
    [{ repository: 'octo/hello' }],
    [{ repository: { full_name: '' } }],
    [{ repository: { full_name: { toString: 'octo' } } }],
    [{ repository: { full_name: 'octo/\0' } }],
    [{ repository: { full_name: `octo/${'x'.repeat(2048)}` } }],
    [{ repository: { full_name: 'octo/\ud800' } }],
  ])('are none in %j', (body) => {
    expect(placesIn(body)).toEqual([]);
  });
});

describe('a push', () => {
  const main = { branch: 'main', allRefs: false };
  it.each([
    ['to the scanned branch', push(), main, undefined],
    ['to another branch', push({ ref: 'refs/heads/main2' }), main, 'ignored: another branch'],
    ['to a branch of a like name', push({ ref: 'refs/heads/x/main' }), main, 'ignored: another branch'],
    ['of a tag', push({ ref: 'refs/tags/main' }), main, 'ignored: a tag'],
    ['of a note', push({ ref: 'refs/notes/commits' }), main, 'ignored: another kind of ref'],
    ['that deletes the branch', push({ after: '0'.repeat(40) }), main, 'ignored: a deletion'],
    [
      'to any branch, if all are scanned',
      push({ ref: 'refs/heads/x' }),
      { ...main, allRefs: true },
      undefined,
    ],
    ['of a tag, if all are scanned', push({ ref: 'refs/tags/x' }), { ...main, allRefs: true }, undefined],
    [
      'of a note, even if all are scanned',
      push({ ref: 'refs/notes/x' }),
      { ...main, allRefs: true },
      'ignored: another kind of ref',
    ],
    [
      'that deletes a tag, even if all are scanned',
      push({ ref: 'refs/tags/x', after: '0'.repeat(64) }),
      { ...main, allRefs: true },
      'ignored: a deletion',
    ],
    [
      'to the default branch of the host',
      push({ defaultBranch: 'main' }),
      { branch: null, allRefs: false },
      undefined,
    ],
    [
      'to another than the default branch of the host',
      push({ defaultBranch: 'trunk' }),
      { branch: null, allRefs: false },
      'ignored: another branch',
    ],
    [
      'while the branch is unknown',
      push({ ref: 'refs/heads/x' }),
      { branch: null, allRefs: false },
      undefined,
    ],
  ])('%s', (_, given, scanned, outcome) => {
    expect(whyIgnored(given, scanned)).toBe(outcome);
  });

  const known = { isFetching: false, commit: OLD, isOld: false, isRepeated: false };
  const repeated = { ...known, isRepeated: true };
  it.each([
    ['of a new commit', push(), known, true],
    ['of the scanned commit', push({ before: OTHER }), { ...known, commit: NEW }, false],
    ['before the first scan', push(), { ...known, commit: null }, true],
    ['of an old commit: a replay', push({ before: OTHER }), { ...known, isOld: true }, false],
    ['from the scanned commit back to an old one: a reset', push(), { ...known, isOld: true }, true],
    ['while a scan fetches', push(), { ...known, isFetching: true, commit: NEW, isOld: true }, true],
    ['sent again before a scan has completed', push(), repeated, true],
    ['from the scanned commit, sent again when it is old', push(), { ...repeated, isOld: true }, false],
    ['sent again while a scan fetches', push(), { ...repeated, isFetching: true, commit: null }, true],
    [
      'sent again when it is old, while a scan fetches',
      push(),
      { ...repeated, isFetching: true, commit: null, isOld: true },
      false,
    ],
    ['of the scanned commit, sent again', push(), { ...repeated, commit: NEW }, false],
  ])('%s', (_, given, state, needed) => {
    expect(needsScan(given, state)).toBe(needed);
  });
});

it.each([
  ['github', 'push', {}, true],
  ['github', 'create', { ref: 'refs/heads/main' }, false],
  ['gitea', 'push', {}, true],
  ['gitea', 'repository', {}, false],
  ['gitlab', 'Push Hook', { object_kind: 'push' }, true],
  ['gitlab', 'Tag Push Hook', { object_kind: 'tag_push' }, true],
  ['gitlab', 'System Hook', { event_name: 'push' }, true],
  ['gitlab', 'Push Hook', {}, false],
  ['gitlab', 'Issue Hook', { object_kind: 'issue' }, false],
] as const)('whether %s’s event %s with %j is a push', (provider, event, body, is) => {
  expect(isPush(provider, event, body)).toBe(is);
});

it.each([
  ['github', null, 'github'],
  ['gitlab', 'https://git.example/o/n', 'gitlab'],
  ['git_url', 'https://github.com/o/n', 'github'],
  ['git_url', 'git@gitlab.example.com:o/n.git', 'gitlab'],
  ['git_url', 'https://codeberg.org/o/n.git', 'gitea'],
  ['git_url', null, 'gitea'],
])('the likely host of a repo of %s at %s is %s', (sourceType, remoteUrl, provider) => {
  expect(likelyProvider({ sourceType, remoteUrl })).toBe(provider);
});

it('a delivery about several repos did what it did for any', () => {
  expect(overall(['ignored: a tag', 'scan_requested', 'duplicate'])).toBe('scan_requested');
  expect(overall(['duplicate', 'ignored: another branch'])).toBe('ignored: another branch');
  expect(overall(['duplicate', 'duplicate'])).toBe('duplicate');
  expect(overall([])).toBe('ignored: no such repository');
});

it('takes the default branch from either noun', () => {
  expect(defaultBranchIn({ repository: { default_branch: 'main' } })).toBe('main');
  expect(defaultBranchIn({ repository: {}, project: { default_branch: 'trunk' } })).toBe('trunk');
  expect(defaultBranchIn({ repository: { default_branch: 7 } })).toBeUndefined();
});
