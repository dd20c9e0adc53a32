import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of SparkPost. */
export const sparkpostRules: readonly Rule[] = [
  {
    id: 'sparkpost-api-key',
    name: 'SparkPost API key',
    provider: 'SparkPost',
    why: "Anyone with it can send mail from its owner's domains, within its grants.",
    severity: 'high',
    confidence: 'medium',
    revoke: 'Delete the key in the list of API keys and create a new one.',
    revokeUrl: 'https://app.sparkpost.com/account/api-keys',
    source: 'https://developers.sparkpost.com/api/#header-authentication',
    keywords: ['sparkpost'],
    pattern: assigned('sparkpost', '[0-9a-f]{40}'),
    minEntropy: 3,
    samples: {
      hit: [
        'SPARKPOST_API_KEY=a359d50446dd23b8cac458b1df668b384a1858b8',
        '"sparkpostApiKey": "6c77038813aba8bd9db20c34ebb659eca7faf864"',
      ],
      clean: [
        'SPARKPOST_API_KEY=$SPARKPOST_API_KEY',
        'SPARKPOST_API_KEY=e5fa90f1cb685ad090694f9cdb59a1828eb7e',
      ],
    },
  },
];
