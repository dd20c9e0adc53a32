import type { Rule } from '../rule';

/** Keys of Infracost, which estimates the cost of infrastructure. */
export const infracostRules: readonly Rule[] = [
  {
    id: 'infracost-api-key',
    name: 'Infracost API key',
    provider: 'Infracost',
    why: 'Anyone with it can send cost estimates in the name of the organisation and read its pricing policies.',
    severity: 'medium',
    confidence: 'high',
    revoke: "Create a new key in the organisation's settings of Infracost Cloud and delete this one.",
    revokeUrl: 'https://dashboard.infracost.io',
    source: 'https://www.infracost.io/docs/supported_resources/cloud_pricing_api/',
    keywords: ['ico-'],
    pattern: /(?<![\w-])ico-[A-Za-z0-9]{32}(?![\w-]|\.[a-z])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'INFRACOST_API_KEY=ico-z0zZml90b7iAo3AZfDxtFULqzojkb8Fl',
        'version: "0.1"\napi_key: ico-fN6wODUQalLkgzVE6tASCGtlddMFWska',
      ],
      clean: [
        'INFRACOST_API_KEY=ico-E144UJXbXebRaUEvu3uI',
        '<link class="ico-MmUO0GKCXTAyTIfIT1Kw6iWdPNU4hwMlW" href="favicon.ico">',
        'INFRACOST_API_KEY=$INFRACOST_API_KEY',
      ],
    },
  },
];
