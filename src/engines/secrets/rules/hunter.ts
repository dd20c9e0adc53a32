import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of Hunter. */
export const hunterRules: readonly Rule[] = [
  {
    id: 'hunter-api-key',
    name: 'Hunter API key',
    provider: 'Hunter',
    why: 'Anyone with it can use up the searches of the account and read the leads in it.',
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Delete the key in the list of API keys of the account.',
    revokeUrl: 'https://hunter.io/api-keys',
    source: 'https://hunter.io/api-documentation/v2',
    keywords: ['hunter'],
    pattern: assigned(
      '(?<![a-z])(?:email)?hunter(?:[_.-]?io)?[_.-]?(?:api|key|token|secret)',
      '[0-9a-f]{40}',
    ),
    minEntropy: 3,
    samples: {
      hit: [
        'HUNTER_API_KEY=827b4e5dd09511d91ed753dd6075168071f091d8',
        "hunterIoApiKey: '3ced9be833f240f40b467ed2759d9ee8122480f5'",
      ],
      clean: [
        'HUNTER_API_KEY=693fad7b63b008cf00bce2b207a13ca5',
        'bounty_hunter = "0f5104696df196c58821d19330f2038613223d8b"',
        'HUNTER_API_KEY=$HUNTER_KEY',
      ],
    },
  },
];
