import type { Rule } from '../rule';

/** Keys of Lob. */
export const lobRules: readonly Rule[] = [
  {
    id: 'lob-api-key',
    name: 'Lob secret API key',
    provider: 'Lob',
    why: "Anyone with a live key can send mail on the account's bill and read the addresses it wrote to.",
    severity: 'critical',
    confidence: 'high',
    revoke: 'Regenerate the key under Settings, API Keys.',
    revokeUrl: 'https://dashboard.lob.com/settings/api-keys',
    source: 'https://docs.lob.com/#tag/Authentication/API-Keys',
    keywords: ['live_', 'lob_', 'lob.com', 'lobapi'],
    pattern: /(?<![A-Za-z0-9_])(?:live|test)_[0-9a-f]{35}(?![A-Za-z0-9_])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'LOB_API_KEY=live_b949a424adbc3d80ac7a31e067a1fd26069',
        'curl https://api.lob.com/v1/letters -u test_ca342107b345124957f0a825224cc75db35:',
      ],
      clean: [
        'LOB_API_KEY=test_f283b633cc4201bf7249',
        'contest_23a27f4a25a16aff47ff64d5f6ce479ec13',
        'sk_live_0dcb5b63228d5c08db0581fee22dc9b75e2',
      ],
    },
  },
  {
    id: 'lob-publishable-key',
    name: 'Lob publishable API key',
    provider: 'Lob',
    why: "It is meant for browsers; anyone with it can use up the account's address verifications.",
    severity: 'low',
    confidence: 'high',
    revoke: 'Regenerate the key under Settings, API Keys.',
    revokeUrl: 'https://dashboard.lob.com/settings/api-keys',
    source: 'https://docs.lob.com/#tag/Authentication/API-Keys',
    keywords: ['live_pub_', 'test_pub_'],
    pattern: /(?<![A-Za-z0-9_])(?:live|test)_pub_[0-9a-f]{31}(?![A-Za-z0-9_])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'LOB_PUB_KEY=live_pub_78a9edc9b9322ca260e6520a65a51b3',
        '"lobPublishableKey": "test_pub_819cbd5108c5cd7fdedcd38f8e909ed"',
      ],
      clean: ['LOB_PUB_KEY=live_pub_b07250c33511', 'LOB_API_KEY=live_a4e0f3c09c0f9008a13b25ff50462b01a19'],
    },
  },
];
