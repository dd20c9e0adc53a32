import { expect, it } from 'vitest';
import { scopesText } from './scopesText';

it.each([
  ['github', 'token', ['repo', 'read:org'], 'repo, read:org'],
  ['github', 'token', [], 'its host does not name its scopes'],
  ['gitlab', 'token', ['read_api'], 'read_api'],
  ['gitea', 'token', ['read:user'], 'at least read:user'],
  ['gitea', 'oauth', ['read:user'], 'read:user'],
  ['basic', 'token', [], 'its host does not name its scopes'],
] as const)('%s by %s with %j: %s', (provider, kind, scopes, text) => {
  expect(scopesText({ provider, kind, scopes: [...scopes] })).toBe(text);
});
