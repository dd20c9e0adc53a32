import { expect, it } from 'vitest';
import { API_PROVIDERS, FEATURES, featuresOf, isFullName, oauthScopes } from './provider';

it.each(API_PROVIDERS)('%s: each scope has a reason, and scopes say what they are enough for', (provider) => {
  for (const features of [[], ['webhooks'], ['issues'], ['webhooks', 'issues']] as const) {
    const scopes = oauthScopes(provider, features);
    expect(scopes.every(({ why }) => why.startsWith('to '))).toBe(true);
    const enough = featuresOf(
      provider,
      scopes.map(({ scope }) => scope),
    );
    for (const feature of features) expect(enough).toContain(feature);
  }
  expect(featuresOf(provider, [])).toEqual([]);
});

it('of Gitea, a feature brings its own scope alone', () => {
  for (const feature of FEATURES) {
    const scopes = oauthScopes('gitea', [feature]).map(({ scope }) => scope);
    expect(featuresOf('gitea', scopes)).toEqual([feature]);
  }
});

it('only paths of names are full names', () => {
  const good = ['a/b', 'acme/my.app_2', 'group/sub-group/x', '.github/x'];
  const bad = ['a', '/a', 'a/', 'a//b', '../a', 'a/..', 'a/./b', 'a b/c', `a/${'b'.repeat(255)}`, ''];
  expect(good.filter((name) => !isFullName(name))).toEqual([]);
  expect(bad.filter(isFullName)).toEqual([]);
});
