import { mixedCharacters } from '../checks/mixedCharacters';
import type { Rule } from '../rule';

/** Credentials of Xata. */
export const xataRules: readonly Rule[] = [
  {
    id: 'xata-api-key',
    name: 'Xata API key',
    provider: 'Xata',
    why: 'Anyone with it can read, change and delete the databases that its owner can reach.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the key in the account settings and create a new one.',
    revokeUrl: 'https://app.xata.io/settings',
    source: 'https://lite.xata.io/docs/api-reference/user/keys',
    keywords: ['xau_'],
    pattern: /(?<!\w)xau_[0-9A-Za-z]{30,50}(?!\w)/g,
    minEntropy: 3.8,
    check: mixedCharacters,
    samples: {
      hit: [
        'XATA_API_KEY=xau_An30fPIc22EFETUsBmMm7tgoFxO9NdRxbjL0UQIa7PZ',
        'xata_api_key: xau_j00oOS7BKL6RmFkSPQzPvOKEHSkWfRrWTMsvcUSBMS7',
      ],
      clean: ['XATA_API_KEY=$XATA_API_KEY', 'XATA_API_KEY=xau_c8mo9jhpcHG0YGTyNLpCm6QoiS'],
    },
  },
];
