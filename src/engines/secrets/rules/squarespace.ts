import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Squarespace. */
export const squarespaceRules: readonly Rule[] = [
  {
    id: 'squarespace-access-token',
    name: 'Squarespace API key',
    provider: 'Squarespace',
    why: 'Anyone with it can read and change orders, stock and customers of the shop, within its permissions.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Delete the key in the list of developer API keys of the site and create a new one.',
    revokeUrl: 'https://account.squarespace.com/',
    source: 'https://developers.squarespace.com/commerce-apis/authentication-and-permissions',
    keywords: ['squarespace'],
    pattern: assigned('squarespace', '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'),
    minEntropy: 3,
    samples: {
      hit: [
        'SQUARESPACE_API_KEY=825ec4a8-3929-4f03-a605-df7fc417dcd0',
        "const squarespaceApiKey = 'a5231341-3321-4811-abae-904f123f0411';",
      ],
      clean: [
        'SQUARESPACE_API_KEY=$SQUARESPACE_API_KEY',
        'SQUARESPACE_API_KEY=e029720c-ef98-4520-a78c-3699d862f',
      ],
    },
  },
];
