import { mixedCharacters } from '../checks/mixedCharacters';
import type { Rule } from '../rule';

/** Credentials of Statsig. */
export const statsigRules: readonly Rule[] = [
  {
    id: 'statsig-server-secret',
    name: 'Statsig server secret key',
    provider: 'Statsig',
    why: 'Anyone with it can read all feature gates and experiments, and send false events.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Rotate the key in the settings of the project.',
    revokeUrl: 'https://console.statsig.com/api_keys',
    source: 'https://docs.statsig.com/sdk-keys/api-keys/',
    keywords: ['secret-'],
    pattern: /(?<![\w-])secret-[0-9A-Za-z]{40,50}(?![\w-])/g,
    minEntropy: 4,
    check: mixedCharacters,
    samples: {
      hit: [
        'STATSIG_SERVER_KEY=secret-GZSJtKUcRbg1s0HXaI0v16INEjDWNlfQTx19Vb9Jf4r',
        'statsig_server_key = "secret-RMfs4kACcV1fMFTcVtqg4Dwse1fD5s3OTsxOTKDpmyb"',
      ],
      clean: [
        'STATSIG_SERVER_KEY=$STATSIG_SERVER_KEY',
        'STATSIG_SERVER_KEY=secret-AmCpJjKoaXoxbNCD8nknPaMI7fi9yMv203m',
      ],
    },
  },
  {
    id: 'statsig-console-key',
    name: 'Statsig console API key',
    provider: 'Statsig',
    why: 'Anyone with it can change feature gates and experiments, and with them what the product does.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Rotate the key in the settings of the project.',
    revokeUrl: 'https://console.statsig.com/api_keys',
    source: 'https://docs.statsig.com/sdk-keys/api-keys/',
    keywords: ['console-'],
    pattern: /(?<![\w-])console-[0-9A-Za-z]{40,50}(?![\w-])/g,
    minEntropy: 4,
    check: mixedCharacters,
    samples: {
      hit: [
        'STATSIG_CONSOLE_KEY=console-G3mG8D71Lbbf9L9V8zWmnljoikMJj4UZslX7V29tpqb',
        '"statsigConsoleKey": "console-GSWso9DLNbTOUvrsSb7P7XWXoEIF3y2005qdCiHOCgc"',
      ],
      clean: [
        'STATSIG_CONSOLE_KEY=$STATSIG_CONSOLE_KEY',
        'STATSIG_CONSOLE_KEY=console-X4eRFOaJOAzLJHzzCoqy8IAZD0Y7phFBogd',
      ],
    },
  },
];
