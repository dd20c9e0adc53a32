import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of RevenueCat. */
export const revenuecatRules: readonly Rule[] = [
  {
    id: 'revenuecat-secret-key',
    name: 'RevenueCat secret API key',
    provider: 'RevenueCat',
    why: 'Anyone with it can read customers and grant or revoke what they have paid for.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Delete the key in the list of API keys of the project and create a new one.',
    revokeUrl: 'https://app.revenuecat.com/',
    source: 'https://www.revenuecat.com/docs/projects/authentication',
    keywords: ['revenuecat', 'revenue_cat'],
    pattern: assigned('revenue_?cat', 'sk_[0-9A-Za-z]{24,40}'),
    minEntropy: 3.5,
    samples: {
      hit: [
        'REVENUECAT_SECRET_KEY=sk_B4qI6XjUX4h6FRrZPhExkldgn0pB',
        'revenuecat_secret_key: sk_eZqyRMyLf3UBHMvUEU61AVt7KQpG',
      ],
      clean: ['REVENUECAT_SECRET_KEY=$REVENUECAT_SECRET_KEY', 'REVENUECAT_SECRET_KEY=sk_cOn7fq4dtC6zFPn0'],
    },
  },
];
