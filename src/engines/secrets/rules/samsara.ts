import type { Rule } from '../rule';

/** Credentials of Samsara. */
export const samsaraRules: readonly Rule[] = [
  {
    id: 'samsara-api-token',
    name: 'Samsara API token',
    provider: 'Samsara',
    why: 'Anyone with it can read where the vehicles and drivers of the organization are.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the token in the settings of the organization and create a new one.',
    revokeUrl: 'https://cloud.samsara.com/',
    source: 'https://developers.samsara.com/docs/authentication',
    keywords: ['samsara_api_'],
    pattern: /(?<!\w)samsara_api_[0-9A-Za-z]{30}(?!\w)/g,
    samples: {
      hit: [
        'SAMSARA_API_TOKEN=samsara_api_jydkBTt5bUxbCvynz4S5RaZdspRj38',
        "const samsaraApiToken = 'samsara_api_puA7AX1FzgCPWQNKBmMRYpCxS8HMwV';",
      ],
      clean: [
        'SAMSARA_API_TOKEN=$SAMSARA_API_TOKEN',
        'SAMSARA_API_TOKEN=samsara_api_PO27b5tjkBhrYpThV19m5ZXB8Px',
      ],
    },
  },
];
