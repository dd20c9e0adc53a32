import { expect, it } from 'vitest';
import { hostOf, shortRemote } from './remoteLabel';

it.each([
  ['https://github.com/example/my-web-app.git', 'github.com', 'github.com/example/my-web-app'],
  ['https://gitlab.com/group/sub/app', 'gitlab.com', 'gitlab.com/group/sub/app'],
  ['http://127.0.0.1:8080/app.git/', '127.0.0.1:8080', '127.0.0.1:8080/app'],
  ['git@github.com:example/app.git', 'github.com', 'github.com/example/app'],
  ['ssh://git@git.example.com:2222/team/app.git', 'git.example.com:2222', 'git.example.com:2222/team/app'],
  ['what?', '', 'what?'],
])('%s is at %s, and is called %s', (url, host, label) => {
  expect([hostOf(url), shortRemote(url)]).toEqual([host, label]);
});
