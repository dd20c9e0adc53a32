import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of Keen. */
export const keenRules: readonly Rule[] = [
  {
    id: 'keen-api-key',
    name: 'Keen read, write or master key',
    provider: 'Keen',
    why: 'Anyone with it can read or change the event data of the project, as far as the key allows.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Revoke the key on the Access page of the project.',
    revokeUrl: 'https://keen.io/home',
    source: 'https://keen.io/docs/access/',
    keywords: ['keen'],
    pattern: assigned('(?<![a-z])keen(?:[_.-]?io)?[\\w.-]{0,20}key', '[0-9a-f]{64,192}'),
    reach: { before: 64, after: 512 },
    minEntropy: 3,
    samples: {
      hit: [
        'KEEN_WRITE_KEY=89cee1e0362896b5ab1fa79cd9a8b2603b39744066bd80b62c69e09e39da6c5b4046b67776c2d4afd7c880f6bf183cbd082810b2b3e8c1ea3d5a5f6d6244bac3',
        'keen.master_key = "94BE8818EE2E1EED46EA89FB3FA462B9D00E47346519D59AB0A374F08F06055C"',
      ],
      clean: [
        'KEEN_PROJECT_ID=ef4bbde95d175f8982278110',
        'KEEN_WRITE_KEY=a0f97b5403ffe724efe42ecd58d8ac9f9b0abcf1',
        'KEEN_READ_KEY=process.env.KEEN_READ_KEY',
      ],
    },
  },
];
