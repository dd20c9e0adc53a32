import { expect, it } from 'vitest';
import { sameRemote } from './remotes';

it.each([
  ['https://github.com/acme/app.git', 'https://github.com/acme/app'],
  ['https://github.com/acme/app', 'git@github.com:acme/app.git'],
  ['https://x-token:abc@GitHub.com/acme/app/', 'ssh://git@github.com/acme/app.git'],
  ['https://git.example.com:8443/app', 'https://git.example.com:8443/app.git'],
])('%s is %s', (one, other) => {
  expect(sameRemote(one, other)).toBe(true);
});

it.each([
  ['https://github.com/acme/app', 'https://github.com/acme/app2'],
  ['https://github.com/acme/app', 'https://gitlab.com/acme/app'],
  ['https://github.com/acme/app', 'https://github.com/Acme/app'],
  ['https://git.example.com:8443/app', 'https://git.example.com/app'],
])('%s is not %s', (one, other) => {
  expect(sameRemote(one, other)).toBe(false);
});
