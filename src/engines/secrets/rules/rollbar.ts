import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Rollbar. */
export const rollbarRules: readonly Rule[] = [
  {
    id: 'rollbar-access-token',
    name: 'Rollbar access token',
    provider: 'Rollbar',
    why: 'Anyone with it can send false reports or, with a read scope, read all errors; a token with client scope is public.',
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Disable the token in the list of project access tokens and create a new one.',
    revokeUrl: 'https://app.rollbar.com/',
    source: 'https://docs.rollbar.com/docs/access-tokens',
    keywords: ['rollbar'],
    pattern: assigned('rollbar', '[0-9a-f]{32}'),
    minEntropy: 3,
    samples: {
      hit: [
        'ROLLBAR_ACCESS_TOKEN=c583cd43e0135516a1b0db5b31d3add3',
        "const rollbarAccessToken = '25ad14e5551268d245a986d385ac72fd';",
      ],
      clean: [
        'ROLLBAR_ACCESS_TOKEN=$ROLLBAR_ACCESS_TOKEN',
        'ROLLBAR_ACCESS_TOKEN=fd5d1788f6c1331378a59a213927a',
      ],
    },
  },
];
