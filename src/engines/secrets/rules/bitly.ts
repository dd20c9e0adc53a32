import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Bitly. */
export const bitlyRules: readonly Rule[] = [
  {
    id: 'bitly-access-token',
    name: 'Bitly access token',
    provider: 'Bitly',
    why: 'Anyone with it can make short links, read their statistics and, in some plans, point them elsewhere.',
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Generate a new access token, which revokes this one.',
    revokeUrl: 'https://app.bitly.com/settings/api/',
    source: 'https://dev.bitly.com/docs/getting-started/authentication/',
    keywords: ['bitly'],
    pattern: assigned('bitly', '[0-9a-f]{40}'),
    minEntropy: 3,
    samples: {
      hit: [
        'BITLY_ACCESS_TOKEN=5bf237a2f0e2065058c39886662d97b5a5a45282',
        "bitly: { bitlyToken: '268b586d9989675fde960c3a7c2a0139a2e7f08c' }",
      ],
      clean: ['BITLY_ACCESS_TOKEN=7b77ad51ffa3a6d0efd2e4006c797710', 'https://bit.ly/dBxAqSq'],
    },
  },
];
