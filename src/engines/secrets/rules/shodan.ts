import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Shodan. */
export const shodanRules: readonly Rule[] = [
  {
    id: 'shodan-api-key',
    name: 'Shodan API key',
    provider: 'Shodan',
    why: "Anyone with it can search at its owner's cost and read their alerts.",
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Reset the key on the account page.',
    revokeUrl: 'https://account.shodan.io/',
    source: 'https://developer.shodan.io/api',
    keywords: ['shodan'],
    pattern: assigned('shodan', '[0-9A-Za-z]{32}'),
    minEntropy: 3.8,
    check: mixedCharacters,
    samples: {
      hit: [
        'SHODAN_API_KEY=gPqY0kqAjAC54betKxR1jTOuBVhEyRNY',
        '"shodanApiKey": "WBNNhWCrabAMJdKPVKQMtTjYM0zuIywH"',
      ],
      clean: ['SHODAN_API_KEY=$SHODAN_API_KEY', 'SHODAN_API_KEY=aFxliQg6lQhz3QTtWrJrXVagIDSWt'],
    },
  },
];
