import { assigned } from '../patterns';
import type { Rule } from '../rule';

const SOURCE = 'https://www.algolia.com/doc/guides/security/api-keys/';
const KEYS = 'https://dashboard.algolia.com/account/api-keys';

/** Algolia. Search keys are skipped: they are made for web pages. */
export const algoliaRules: readonly Rule[] = [
  {
    id: 'algolia-admin-api-key',
    name: 'Algolia admin or write API key',
    provider: 'Algolia',
    why: 'Anyone with it can change or delete every index and create keys of their own.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Regenerate the admin key, or delete the write key, in the dashboard.',
    revokeUrl: KEYS,
    source: SOURCE,
    keywords: ['algolia'],
    pattern: assigned('algolia[\\w.\\-]{0,20}(?:admin|write|private|secret)', '[0-9a-f]{32}'),
    minEntropy: 3,
    samples: {
      hit: [
        'ALGOLIA_ADMIN_KEY=89b6a1d4b7b6b3a945a0f263e5985540',
        'algoliaWriteApiKey: "ed3aeedcf135f46ff76d4d6c06e99b6a"',
      ],
      clean: [
        'ALGOLIA_SEARCH_KEY=a343676c64b52087ce2e45e4073d35ce',
        'ALGOLIA_ADMIN_KEY=091560dcf5568cad7bf9',
      ],
    },
  },
  {
    id: 'algolia-api-key',
    name: 'Algolia API key',
    provider: 'Algolia',
    why: 'It may be a search key, which is public by design, or one that writes: only the dashboard shows its rights.',
    severity: 'medium',
    confidence: 'low',
    revoke: 'Look the key’s rights up in the dashboard, and delete it where it can do more than search.',
    revokeUrl: KEYS,
    source: SOURCE,
    keywords: ['algolia'],
    pattern: assigned('algolia(?![\\w.\\-]{0,20}(?:admin|write|private|secret|search))', '[0-9a-f]{32}'),
    minEntropy: 3,
    samples: {
      hit: [
        'ALGOLIA_API_KEY=24be713831c8905068162ed135c7127e',
        '"algoliaKey": "47e2cb208b29ad845588988d34913e23"',
      ],
      clean: [
        'NEXT_PUBLIC_ALGOLIA_SEARCH_API_KEY=c60d9e9c58524a37df61404f8e282ac4',
        'ALGOLIA_APP_ID=7B5HPDRTDQ',
        'ALGOLIA_ADMIN_KEY=4b6ce6fe8a261acd779fddf24b0447ab',
      ],
    },
  },
];
