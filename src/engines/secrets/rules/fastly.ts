import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of Fastly. */
export const fastlyRules: readonly Rule[] = [
  {
    id: 'fastly-api-token',
    name: 'Fastly API token',
    provider: 'Fastly',
    why: "Anyone with it can change and purge the services of the account, within the token's scope.",
    severity: 'high',
    confidence: 'medium',
    revoke: "Delete the token in the account's list of personal API tokens.",
    revokeUrl: 'https://manage.fastly.com/account/personal/tokens',
    source: 'https://www.fastly.com/documentation/reference/api/auth-tokens/',
    keywords: ['fastly'],
    pattern: assigned('(?<![a-z])fastly', '[A-Za-z0-9_-]{32}'),
    minEntropy: 3.5,
    samples: {
      hit: [
        'FASTLY_API_TOKEN=iBEN475z9ELVbtOPWmagsycTB2hW1Yva',
        'curl -H "Fastly-Key: 8xfczwTZUN_Guy4DouhvnTeH5BgCxAKb" https://api.fastly.com/service',
      ],
      clean: [
        'FASTLY_API_TOKEN=XXKecO77jRJSSnqcerto',
        'FASTLY_SERVICE_ID=ii2DH8066XCtNpqBBVk1LS',
        'FASTLY_API_TOKEN=CpmsezyrxbVo3OwI31cAYNcJufBi8afNkM4CCYLprkZm35VXS7',
      ],
    },
  },
];
