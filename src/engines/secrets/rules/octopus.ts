import { isNear } from '../checks/nearby';
import type { Rule } from '../rule';

const NAME = /octo/i;

/** Keys of Octopus Deploy. */
export const octopusRules: readonly Rule[] = [
  {
    id: 'octopus-api-key',
    name: 'Octopus Deploy API key',
    provider: 'Octopus Deploy',
    why: 'Anyone with it can deploy and read what its user can in Octopus.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Revoke the key under Profile, My API Keys.',
    revokeUrl: null,
    source: 'https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key',
    keywords: ['api-'],
    pattern: /(?<![\w-])API-[A-Z0-9]{25,36}(?![\w-])/g,
    minEntropy: 3.3,
    check: (suspect) => (isNear(suspect, NAME) ? 'high' : 'low'),
    samples: {
      hit: [
        'OCTOPUS_CLI_API_KEY=API-BYV6CEIA1QF1M430SM9A2SK9CZJ3070',
        'octo push --server https://deploy.example.org --apiKey API-QQEIA0NZRZTZHPGPHE2F9W16X5',
      ],
      clean: [
        'OCTOPUS_CLI_API_KEY=API-Z2KXY1H7QF40',
        'MYAPI-4SZR9JCYO2BMVMFDPCTMW1SFQWN046I',
        '$env:OCTOPUS_API_KEY',
      ],
    },
  },
];
