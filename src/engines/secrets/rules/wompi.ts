import { mixedCharacters } from '../checks/mixedCharacters';
import type { Rule } from '../rule';

/** Credentials of Wompi. */
export const wompiRules: readonly Rule[] = [
  {
    id: 'wompi-private-key',
    name: 'Wompi private key',
    provider: 'Wompi',
    why: 'Anyone with it can read the payments of the merchant and charge saved cards.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Make new keys on the page for developers.',
    revokeUrl: 'https://comercios.wompi.co/developers',
    source: 'https://docs.wompi.co/en/docs/colombia/ambientes-y-llaves/',
    keywords: ['prv_prod_'],
    pattern: /(?<!\w)prv_prod_[0-9A-Za-z]{28,40}(?!\w)/g,
    minEntropy: 3.8,
    check: mixedCharacters,
    samples: {
      hit: [
        'WOMPI_PRIVATE_KEY=prv_prod_pnytZgIi37VOPNRVk4cvpExk9uk8ceO7',
        '"wompiPrivateKey": "prv_prod_4Khp9u2jv8cOPj26R7dSKJa3a9ubeayz"',
      ],
      clean: ['WOMPI_PRIVATE_KEY=$WOMPI_PRIVATE_KEY', 'WOMPI_PRIVATE_KEY=prv_prod_VmmmBtukrH06lN0kyJ8CsQGU'],
    },
  },
];
