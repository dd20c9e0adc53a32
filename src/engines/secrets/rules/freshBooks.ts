import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Tokens of FreshBooks. */
export const freshBooksRules: readonly Rule[] = [
  {
    id: 'freshbooks-access-token',
    name: 'FreshBooks access token or client secret',
    provider: 'FreshBooks',
    why: 'Anyone with it can read and change invoices, clients and payments of the business.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Reset the client secret on the app’s page, which revokes its tokens.',
    revokeUrl: 'https://my.freshbooks.com/#/developer',
    source: 'https://www.freshbooks.com/api/authentication',
    keywords: ['freshbooks'],
    pattern: assigned('(?<![a-z])freshbooks', '[0-9a-f]{64}'),
    minEntropy: 3,
    samples: {
      hit: [
        'FRESHBOOKS_ACCESS_TOKEN=c65032d62dbcda2a8fd36ab0d635c0d4a9e02086fbcf45293f6bcaa743ee3b63',
        "freshbooksClientSecret: '765019d9add979009bd626b6cb625f8fe004dd3483b2dc98cc97d068537ba7de'",
      ],
      clean: [
        'FRESHBOOKS_ACCESS_TOKEN=5ae248b19c5e0b53a92053c8e2da2cb10fc9679b',
        'FRESHWORKS_TOKEN=1271b975cfe18da14a978f152694ddd01f71768b63d16abd2e6df65ddd82cc5c',
        'FRESHBOOKS_ACCESS_TOKEN=$TOKEN',
      ],
    },
  },
];
