import { mixedCharacters } from '../checks/mixedCharacters';
import type { Rule } from '../rule';

/** Credentials of Square. */
export const squareRules: readonly Rule[] = [
  {
    id: 'square-access-token',
    name: 'Square access token',
    provider: 'Square',
    why: 'Anyone with it can take and refund payments and read the customers of the seller.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Replace the token on the credentials page of the application.',
    revokeUrl: 'https://developer.squareup.com/apps',
    source: 'https://developer.squareup.com/docs/build-basics/access-tokens',
    keywords: ['eaaa'],
    pattern: /(?<![\w+/-])EAAA[\w-]{60}(?![\w+/=-])/g,
    reach: { before: 4, after: 80 },
    minEntropy: 4,
    check: mixedCharacters,
    samples: {
      hit: [
        'SQUARE_ACCESS_TOKEN=EAAAlkKJmc1GeXJ8ME7faytf6BbnnUy3D2prHrIqS0_zaZ0bIc6xeBUssvKuQ8Lc',
        'export SQUARE_ACCESS_TOKEN="EAAAlxrkAWMAQ4fpU6eF0tbUvoifZmPrXz4R_r-p7OEaanyPNGJGxiO41BQZ8ULL"',
      ],
      clean: [
        'SQUARE_ACCESS_TOKEN=$SQUARE_ACCESS_TOKEN',
        'SQUARE_ACCESS_TOKEN=EAAAlv49xom-uUm7SNmbncGvdTW78YEC0bY38XIiconKv3AL36rq_USwXzNMo',
      ],
    },
  },
  {
    id: 'square-personal-token',
    name: 'Square personal access token (older form)',
    provider: 'Square',
    why: 'Anyone with it can take and refund payments and read the customers of the seller.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Replace the token on the credentials page of the application.',
    revokeUrl: 'https://developer.squareup.com/apps',
    source: 'https://developer.squareup.com/docs/build-basics/access-tokens',
    keywords: ['sq0atp-'],
    pattern: /(?<!\w)sq0atp-[\w-]{22}(?![\w-])/g,
    samples: {
      hit: [
        'SQUARE_ACCESS_TOKEN=sq0atp-jw3ahcAYcLyDnMv5D6K_lE',
        'square_access_token = "sq0atp-f1nYLtvgLYyOxIsx1sCynj"',
      ],
      clean: ['SQUARE_ACCESS_TOKEN=$SQUARE_ACCESS_TOKEN', 'SQUARE_ACCESS_TOKEN=sq0atp-gb-m4XZPcfYWePHnEj8'],
    },
  },
  {
    id: 'square-oauth-secret',
    name: 'Square OAuth secret',
    provider: 'Square',
    why: 'Anyone with it can get access tokens for sellers in the name of the application.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Replace the secret on the OAuth page of the application.',
    revokeUrl: 'https://developer.squareup.com/apps',
    source: 'https://developer.squareup.com/docs/build-basics/access-tokens',
    keywords: ['sq0csp-'],
    pattern: /(?<!\w)sq0csp-[\w-]{43}(?![\w-])/g,
    samples: {
      hit: [
        'SQUARE_APPLICATION_SECRET=sq0csp-yAOU9Et5cD3PIK_ceDu6z0JZCaDO65ryu2ScXZQWdAP',
        '"squareApplicationSecret": "sq0csp-NyUd5PAnguaDdeW2g4hnryv3a2OGIgnGtPNFNOLo17n"',
      ],
      clean: [
        'SQUARE_APPLICATION_SECRET=$SQUARE_APPLICATION_SECRET',
        'SQUARE_APPLICATION_SECRET=sq0csp-mPL9YtHqNeJ96NdtxNM_ZQJzENSE0pSyLX2db4Nd',
      ],
    },
  },
  {
    id: 'square-sandbox-secret',
    name: 'Square sandbox OAuth secret',
    provider: 'Square',
    why: 'Anyone with it can act as the application in the sandbox, where there is no real money.',
    severity: 'low',
    confidence: 'high',
    revoke: 'Replace the sandbox secret on the OAuth page of the application.',
    revokeUrl: 'https://developer.squareup.com/apps',
    source: 'https://developer.squareup.com/docs/build-basics/access-tokens',
    keywords: ['sq0csb-'],
    pattern: /(?<!\w)sq0csb-[\w-]{43}(?![\w-])/g,
    samples: {
      hit: [
        'SQUARE_APPLICATION_SECRET=sandbox-sq0csb-rGLaoXdceC5nbbvxSdfXFJ2XXCJxV3rko2oukYgepcT',
        'square_application_secret: sandbox-sq0csb-GCYcFewArQ7VuVF_rjWVlYT3EPZvScC70Ri6-9oWxeE',
      ],
      clean: [
        'SQUARE_APPLICATION_SECRET=$SQUARE_APPLICATION_SECRET',
        'SQUARE_APPLICATION_SECRET=sandbox-sq0csb-Z_XwxCaRPHBzUKl8kwywrwuGtQNya6RbuzRZ3K-i',
      ],
    },
  },
];
