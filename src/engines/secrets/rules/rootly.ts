import type { Rule } from '../rule';

/** Credentials of Rootly. */
export const rootlyRules: readonly Rule[] = [
  {
    id: 'rootly-api-key',
    name: 'Rootly API key',
    provider: 'Rootly',
    why: 'Anyone with it can read and change incidents, and page people.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the key in the list of API keys and create a new one.',
    revokeUrl: 'https://rootly.com/account/api_keys',
    source: 'https://docs.rootly.com/api-reference/overview',
    keywords: ['rootly_'],
    pattern: /(?<!\w)rootly_[0-9a-f]{64}(?!\w)/g,
    samples: {
      hit: [
        'ROOTLY_API_TOKEN=rootly_9e332a4e757e8d99d1255963738bd8460614c5622c0d41858d96b1938a7f3a26',
        'export ROOTLY_API_TOKEN="rootly_fb5694e3ff34d302cb4336ea758440e720b9bdf15b57b84882700bcf3f878213"',
      ],
      clean: [
        'ROOTLY_API_TOKEN=$ROOTLY_API_TOKEN',
        'ROOTLY_API_TOKEN=rootly_572c681bff585e5960380724b54e1a5451efd9fc5cb6be9c5b21cca10636e',
      ],
    },
  },
];
