import { mixedCharacters } from '../checks/mixedCharacters';
import type { Rule } from '../rule';

/** Credentials of Stytch. */
export const stytchRules: readonly Rule[] = [
  {
    id: 'stytch-secret',
    name: 'Stytch live secret',
    provider: 'Stytch',
    why: 'Anyone with it can sign in as every user of the project.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Rotate the secret on the API keys page.',
    revokeUrl: 'https://stytch.com/dashboard/api-keys',
    source: 'https://stytch.com/docs/workspace-management/api-keys',
    keywords: ['secret-live-'],
    pattern: /(?<![\w-])secret-live-[\w-]{32,48}={0,2}(?![\w=-])/g,
    minEntropy: 4,
    check: mixedCharacters,
    samples: {
      hit: [
        'STYTCH_SECRET=secret-live-Mcx0LjuHv5ekkjKaSRtRjznsuwaC0MRDRGtq=',
        'stytch_secret = "secret-live-UagFpcVKkkc67IMe5jzcvaQQty_GX23c16Kd="',
      ],
      clean: ['STYTCH_SECRET=$STYTCH_SECRET', 'STYTCH_SECRET=secret-live-R9WbNZGD_RBytv-ugunOo4nChLzl'],
    },
  },
  {
    id: 'stytch-test-secret',
    name: 'Stytch test secret',
    provider: 'Stytch',
    why: 'Anyone with it can sign in as every user of the test environment.',
    severity: 'low',
    confidence: 'high',
    revoke: 'Rotate the secret on the API keys page.',
    revokeUrl: 'https://stytch.com/dashboard/api-keys',
    source: 'https://stytch.com/docs/workspace-management/api-keys',
    keywords: ['secret-test-'],
    pattern: /(?<![\w-])secret-test-[\w-]{32,48}={0,2}(?![\w=-])/g,
    minEntropy: 4,
    check: mixedCharacters,
    samples: {
      hit: [
        'STYTCH_SECRET=secret-test-n4CYnXBjFuW4miXRorlYRPPlaaVfyL4M8dAQ=',
        '"stytchSecret": "secret-test-TV-R41-Nha_8gIzmops53ttiregYXtXIiwF1="',
      ],
      clean: ['STYTCH_SECRET=$STYTCH_SECRET', 'STYTCH_SECRET=secret-test-YkkQO99B89NgBtR-2FbWxSNEzpRO'],
    },
  },
];
