import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of Etherscan and its explorers for other chains. */
export const etherscanRules: readonly Rule[] = [
  {
    id: 'etherscan-api-key',
    name: 'Etherscan API key',
    provider: 'Etherscan',
    why: 'Anyone with it can use up the limits of the account; the data behind it is public.',
    severity: 'low',
    confidence: 'medium',
    revoke: 'Remove the key in the list of API keys of the account.',
    revokeUrl: 'https://etherscan.io/apidashboard',
    source: 'https://docs.etherscan.io/getting-an-api-key',
    keywords: ['etherscan', 'bscscan', 'polygonscan', 'arbiscan', 'basescan', 'snowtrace', 'ftmscan'],
    pattern: assigned(
      '(?:etherscan|bscscan|polygonscan|arbiscan|basescan|snowtrace|ftmscan)',
      '[A-Z0-9]{34}',
    ),
    minEntropy: 3.5,
    check: ({ secret }) => (secret === secret.toUpperCase() ? undefined : 'no'),
    samples: {
      hit: [
        'ETHERSCAN_API_KEY=QVEDAVX1TLYE2ZUXDNJMCB1MO1QBCYT12X',
        'etherscan: { apiKey: "" }, bscscanApiKey: "06C1FAXSCJR6ZEILI8W6SRIE6FXQFI7L1Y"',
      ],
      clean: [
        'ETHERSCAN_API_KEY=VCUN3M408T89JF166ABM1WBD53OQLO',
        'ETHERSCAN_API_KEY=md7qk996pbc57pc2ufza19u3v21kbr9i3a',
        'ETHERSCAN_API_KEY=process.env.ETHERSCAN',
      ],
    },
  },
];
