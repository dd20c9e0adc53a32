import type { Rule } from '../rule';

/** Keys of Firecrawl. */
export const firecrawlRules: readonly Rule[] = [
  {
    id: 'firecrawl-api-key',
    name: 'Firecrawl API key',
    provider: 'Firecrawl',
    why: 'Anyone with it can use up the credits of the account.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Delete the key in the list of API keys of the dashboard.',
    revokeUrl: 'https://www.firecrawl.dev/app/api-keys',
    source: 'https://docs.firecrawl.dev/api-reference/introduction',
    keywords: ['fc-'],
    pattern: /(?<![A-Za-z0-9_-])fc-[0-9a-f]{32}(?![A-Za-z0-9_-])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'FIRECRAWL_API_KEY=fc-f25330f0515508edc416e685ddd41cdc',
        'FirecrawlApp(api_key="fc-ea947971c1e094a96e9ce5b89e1d4482")',
      ],
      clean: [
        'FIRECRAWL_API_KEY=fc-73878ced071f435def94',
        'id: ufc-fce3d63e3d739f58b852518bb1a65235',
        'FIRECRAWL_API_KEY=fc-YOUR_API_KEY',
      ],
    },
  },
];
