import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Vultr. */
export const vultrRules: readonly Rule[] = [
  {
    id: 'vultr-api-key',
    name: 'Vultr API key',
    provider: 'Vultr',
    why: 'Anyone with it can create, change and delete the servers of its owner.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Regenerate the key in the API settings.',
    revokeUrl: 'https://my.vultr.com/settings/#settingsapi',
    source: 'https://www.vultr.com/api/#section/Authentication',
    keywords: ['vultr'],
    pattern: assigned('vultr', '[0-9A-Z]{36}'),
    minEntropy: 3.5,
    check: mixedCharacters,
    samples: {
      hit: [
        'VULTR_API_KEY=XFXIMC0B0SJV3Q0NIFP28933QXRVPGAB20QV',
        'vultr_api_key = "DIZ9D9VTAY2DN2P5XQ6U8GPGZPL53LAHWBBN"',
      ],
      clean: ['VULTR_API_KEY=$VULTR_API_KEY', 'VULTR_API_KEY=SVI8WJMC1MFNPX25SGFZ7RFL9V4RT4DK2'],
    },
  },
];
