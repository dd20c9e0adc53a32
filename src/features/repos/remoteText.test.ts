import { describe, expect, it } from 'vitest';
import { asHttps, recognizeRemote, remoteToSend } from './remoteText';

describe('recognizeRemote', () => {
  it.each([
    [
      'https://github.com/example/my-web-app.git',
      'https',
      'https://github.com/example/my-web-app.git',
      'my-web-app',
      'github',
    ],
    [
      '  https://github.com/example/my-web-app  ',
      'https',
      'https://github.com/example/my-web-app',
      'my-web-app',
      'github',
    ],
    [
      'git clone https://gitlab.com/group/sub/app.git',
      'https',
      'https://gitlab.com/group/sub/app.git',
      'app',
      'gitlab',
    ],
    [
      'https://github.com/example/app/tree/main/src?tab=readme#usage',
      'https',
      'https://github.com/example/app',
      'app',
      'github',
    ],
    [
      'https://gitlab.com/group/sub/app/-/tree/main',
      'https',
      'https://gitlab.com/group/sub/app',
      'app',
      'gitlab',
    ],
    ['http://127.0.0.1:8080/normal.git', 'https', 'http://127.0.0.1:8080/normal.git', 'normal', 'git_url'],
    [
      'https://git.example.com/team/app/issues/12',
      'https',
      'https://git.example.com/team/app',
      'app',
      'git_url',
    ],
    ['git@github.com:example/app.git', 'ssh', 'git@github.com:example/app.git', 'app', 'git_url'],
    [
      'ssh://git@git.example.com:2222/team/app.git',
      'ssh',
      'ssh://git@git.example.com:2222/team/app.git',
      'app',
      'git_url',
    ],
    ['example/my-web-app', 'shorthand', 'example/my-web-app', 'my-web-app', 'github'],
    ['ftp://example.com/app', 'other', 'ftp://example.com/app', '', 'git_url'],
    ['/srv/git/app', 'other', '/srv/git/app', '', 'git_url'],
    ['../app', 'other', '../app', '', 'git_url'],
    ['octo/.git', 'other', 'octo/.git', '', 'git_url'],
    ['octo/..', 'other', 'octo/..', '', 'git_url'],
    ['octo/.github', 'shorthand', 'octo/.github', '.github', 'github'],
    ['https://', 'other', 'https://', '', 'git_url'],
    ['', 'other', '', '', 'git_url'],
  ])('%s is %s: %s, called "%s", from %s', (pasted, kind, url, name, sourceType) => {
    expect(recognizeRemote(pasted)).toMatchObject({ kind, url, name, sourceType });
  });

  it.each([
    ...['/group/wiki', '/team/actions', '/acme/src/app', '/group/sub/issues'].map(
      (path) => `gitlab.com${path}`,
    ),
    'git.example.com/acme/src/app',
  ])('takes %s for a repository that is called like a page', (address) => {
    expect(recognizeRemote(`https://${address}`).url).toBe(`https://${address}`);
  });

  it.each(['src/branch/main/a.ts', '-/tree/main', 'releases', 'tree/main'])('cuts the page %s', (page) => {
    const { url } = recognizeRemote(`https://git.example.com/team/app/${page}`);
    expect(url).toBe('https://git.example.com/team/app');
  });

  it('does not change what the server refuses', () => {
    expect(recognizeRemote('https://user:secret@git.example.com/app.git').url).toBe(
      'https://user:secret@git.example.com/app.git',
    );
  });
});

it.each([
  ['git@github.com:example/app.git', 'https://github.com/example/app.git'],
  ['ssh://git@git.example.com:2222/team/app.git', 'https://git.example.com/team/app.git'],
  ['https://github.com/example/app', undefined],
  ['nonsense', undefined],
])('the https address of %s is %s', (pasted, https) => {
  expect(asHttps(recognizeRemote(pasted))).toBe(https);
});

it.each([
  ['example/app', 'github', 'example/app'],
  ['example/app', 'gitlab', 'example/app'],
  ['example/app.git', 'git_url', 'https://github.com/example/app.git'],
  ['git clone https://git.example.com/app.git', 'git_url', 'https://git.example.com/app.git'],
  ['', 'github', undefined],
])('of %s by %s, %s is sent', (remoteUrl, sourceType, sent) => {
  expect(remoteToSend({ remoteUrl, sourceType })).toBe(sent);
});
