import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Travis CI. */
export const travisRules: readonly Rule[] = [
  {
    id: 'travisci-access-token',
    name: 'Travis CI API token',
    provider: 'Travis CI',
    why: 'Anyone with it can start builds and read logs and settings of the repositories that its owner can reach.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Create a new token in the settings of the account, which voids this one.',
    revokeUrl: 'https://app.travis-ci.com/account/preferences',
    source: 'https://docs.travis-ci.com/api/',
    keywords: ['travis'],
    pattern: assigned('travis[\\w.-]{0,20}token', '[\\w-]{22}'),
    minEntropy: 3.5,
    check: mixedCharacters,
    samples: {
      hit: ['TRAVIS_API_TOKEN=vV9XEUTBBwFHpY00ZBoOHt', 'travis_api_token: nU8Eu7QOrAs57HTt3GZKmG'],
      clean: ['TRAVIS_API_TOKEN=$TRAVIS_API_TOKEN', 'TRAVIS_API_TOKEN=bChBMfwvgnuibuA-w7F'],
    },
  },
];
