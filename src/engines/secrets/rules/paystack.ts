import type { Rule } from '../rule';

/** Keys of Paystack. */
export const paystackRules: readonly Rule[] = [
  {
    id: 'paystack-secret-key',
    name: 'Paystack live secret key',
    provider: 'Paystack',
    why: 'Anyone with it can read customers and transactions, refund, and transfer money out of the balance.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Generate a new secret key under Settings, API Keys & Webhooks.',
    revokeUrl: 'https://dashboard.paystack.com/#/settings/developers',
    source: 'https://paystack.com/docs/api/authentication/',
    keywords: ['sk_live_'],
    pattern: /(?<![A-Za-z0-9_])sk_live_[0-9a-f]{40}(?![A-Za-z0-9_])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'PAYSTACK_SECRET_KEY=sk_live_e232795301677e666547abbca976e4ade8ca519f',
        'curl https://api.paystack.co/transaction -H "Authorization: Bearer sk_live_b5313e6a7fe0aa35d95be1bfe3a2d0beb9da2261"',
      ],
      clean: [
        'PAYSTACK_SECRET_KEY=sk_live_82f0650dd2dc',
        'PAYSTACK_PUBLIC_KEY=pk_live_82630f61b3e42bef2490f9a40ab08946cb780910',
      ],
    },
  },
  {
    id: 'paystack-test-secret-key',
    name: 'Paystack test secret key',
    provider: 'Paystack',
    why: 'Anyone with it can use the test mode, which has no real money or customers.',
    severity: 'low',
    confidence: 'high',
    revoke: 'Generate a new secret key under Settings, API Keys & Webhooks.',
    revokeUrl: 'https://dashboard.paystack.com/#/settings/developers',
    source: 'https://paystack.com/docs/api/authentication/',
    keywords: ['sk_test_'],
    pattern: /(?<![A-Za-z0-9_])sk_test_[0-9a-f]{40}(?![A-Za-z0-9_])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'PAYSTACK_SECRET_KEY=sk_test_840e2f576e18921357e33b4723e4fe22247e3944',
        "'paystackKey' => 'sk_test_301851c4146151410620e9144e2f2ea3c2636362',",
      ],
      clean: [
        'PAYSTACK_SECRET_KEY=sk_test_c9d6b5f0ef5b',
        'ask_test_861feeefa296ff2f147b7407d62ed0b3f04d6acd',
      ],
    },
  },
];
