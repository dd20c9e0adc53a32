import type { Rule } from '../rule';

/** Tokens of Duffel. */
export const duffelRules: readonly Rule[] = [
  {
    id: 'duffel-api-token',
    name: 'Duffel access token',
    provider: 'Duffel',
    why: "Anyone with a live one can book and cancel flights at the account's expense and read its passengers' data.",
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the token in the list of access tokens of the account.',
    revokeUrl: 'https://app.duffel.com',
    source: 'https://duffel.com/docs/api/overview/authentication',
    keywords: ['duffel_live_', 'duffel_test_'],
    pattern: /(?<![A-Za-z0-9_])duffel_(?:live|test)_[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'DUFFEL_ACCESS_TOKEN=duffel_live_S71SihtKrUxPVGaB_ew6OFE3fSVJs1G638oigA2jSDa',
        "new Duffel({ token: 'duffel_test_lzql7xPXXVkZa6v1c850JtZUU_vNcDXPy8au3evWIVb' })",
      ],
      clean: [
        'DUFFEL_ACCESS_TOKEN=duffel_live_ntvqY8ySJiNTG6WwtRY4kN7VLsqBGe',
        'DUFFEL_ACCESS_TOKEN=duffel_prod_hoE4z4pLJcwoRhqMyLxJIqmp6i2S81fE9he30p8P9re',
        'duffel_test_token = os.environ["DUFFEL"]',
      ],
    },
  },
];
