import { mixedCharacters } from '../checks/mixedCharacters';
import type { Rule } from '../rule';

/** Credentials of SumUp. */
export const sumupRules: readonly Rule[] = [
  {
    id: 'sumup-api-key',
    name: 'SumUp secret API key',
    provider: 'SumUp',
    why: 'Anyone with it can read payments and make refunds for the merchant.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the key in the list of API keys and create a new one.',
    revokeUrl: 'https://me.sumup.com/settings/api-keys',
    source: 'https://developer.sumup.com/tools/authorization/api-keys',
    keywords: ['sup_sk_'],
    pattern: /(?<!\w)sup_sk_[0-9A-Za-z]{30,40}(?!\w)/g,
    minEntropy: 3.8,
    check: mixedCharacters,
    samples: {
      hit: [
        'SUMUP_API_KEY=sup_sk_K7xhGB3HYoEiQTXrissaxJ3QdnVYXVd5',
        '"sumupApiKey": "sup_sk_IZoAVqqUJTVxKoKCPtZp7Gt9QJqTs7Sw"',
      ],
      clean: ['SUMUP_API_KEY=$SUMUP_API_KEY', 'SUMUP_API_KEY=sup_sk_VZDvrOTjhnAoDdXW4kUfJGQM'],
    },
  },
];
