import type { Rule } from '../rule';

/** Keys of Scrapfly. */
export const scrapflyRules: readonly Rule[] = [
  {
    id: 'scrapfly-api-key',
    name: 'Scrapfly API key',
    provider: 'Scrapfly',
    why: 'Anyone with it can fetch pages at the cost of its owner.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Replace the key in the dashboard of its project.',
    revokeUrl: 'https://scrapfly.io/dashboard',
    source: 'https://scrapfly.io/docs/scrape-api/getting-started',
    keywords: ['scp-live-', 'scp-test-'],
    pattern: /(?<![A-Za-z0-9_-])scp-(?:live|test)-[0-9a-f]{32}(?![A-Za-z0-9_-])/g,
    minEntropy: 3,
    samples: {
      hit: ['SCRAPFLY_KEY=scp-live-7f3a9c1e5b8d2460f1a7c3e95b8d2046'],
      clean: ['SCRAPFLY_KEY=scp-live-00000000000000000000000000000000', 'scp-live-7f3a9c1e5b8d2460'],
    },
  },
];
