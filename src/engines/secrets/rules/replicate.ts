import type { Rule } from '../rule';

/** Credentials of Replicate. */
export const replicateRules: readonly Rule[] = [
  {
    id: 'replicate-api-token',
    name: 'Replicate API token',
    provider: 'Replicate',
    why: "Anyone with it can run models at its owner's cost and read their private models and results.",
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the token in the list of API tokens and create a new one.',
    revokeUrl: 'https://replicate.com/account/api-tokens',
    source: 'https://replicate.com/docs/topics/security/api-tokens',
    keywords: ['r8_'],
    pattern: /(?<!\w)r8_[0-9A-Za-z]{37}(?!\w)/g,
    samples: {
      hit: [
        'REPLICATE_API_TOKEN=r8_FEPmhTj2JD1AcmqjCoVwThzQqXCg1TNuKimtk',
        'replicate_api_token = "r8_V2Zi33mn00EUlSRIv34fYuk2PX20spBZDony5"',
      ],
      clean: [
        'REPLICATE_API_TOKEN=$REPLICATE_API_TOKEN',
        'REPLICATE_API_TOKEN=r8_d1NvcrE0AHgT6NTaTW6OkrCqRbN02ui4PE',
      ],
    },
  },
];
