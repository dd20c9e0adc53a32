import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of Plaid. */
export const plaidRules: readonly Rule[] = [
  {
    id: 'plaid-access-token',
    name: 'Plaid access token',
    provider: 'Plaid',
    why: "Anyone with it and the client's secret can read the bank accounts and transactions behind it.",
    severity: 'critical',
    confidence: 'high',
    revoke: 'Invalidate it with /item/access_token/invalidate, which returns a new one.',
    revokeUrl: null,
    source: 'https://plaid.com/docs/api/items/#itemaccess_tokeninvalidate',
    keywords: ['access-production-', 'access-sandbox-', 'access-development-'],
    pattern:
      /(?<![\w-])access-(?:production|sandbox|development)-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-])/g,
    samples: {
      hit: [
        'PLAID_ACCESS_TOKEN=access-production-93e786a3-5c27-410c-91b1-f4691fa3d9e0',
        '{"access_token": "access-sandbox-ee2b7fda-791f-40fc-8069-823bcc48f83f"}',
      ],
      clean: [
        'PLAID_ACCESS_TOKEN=access-production-d4ac3b48',
        'PLAID_ACCESS_TOKEN=access-staging-8e106bbb-4343-4f9b-aaad-2676c5dd51ec',
      ],
    },
  },
  {
    id: 'plaid-secret-key',
    name: 'Plaid API secret',
    provider: 'Plaid',
    why: 'Anyone with it and the client ID can use Plaid as the application.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Rotate the secret under Developers, Keys.',
    revokeUrl: 'https://dashboard.plaid.com/developers/keys',
    source: 'https://plaid.com/docs/api/#api-keys',
    keywords: ['plaid'],
    pattern: assigned('(?<![a-z])plaid', '[0-9a-f]{30}'),
    minEntropy: 3,
    samples: {
      hit: [
        'PLAID_SECRET=fa18ff98994b717b5be22af68d1734',
        "plaidSecretSandbox: '731fd7725f92fe50be49b11a6dcd1e',",
      ],
      clean: ['PLAID_CLIENT_ID=948b001427db5019af640b55', 'PLAID_SECRET=9ab4c4ef97ae971c81c1ddcbc52cb2b7'],
    },
  },
  {
    id: 'plaid-client-id',
    name: 'Plaid client ID',
    provider: 'Plaid',
    why: 'It names the application; anyone who also has its secret can use Plaid in its name.',
    severity: 'low',
    confidence: 'medium',
    revoke: 'Rotate the secret that belongs to it under Developers, Keys.',
    revokeUrl: 'https://dashboard.plaid.com/developers/keys',
    source: 'https://plaid.com/docs/api/#api-keys',
    keywords: ['plaid'],
    pattern: assigned('(?<![a-z])plaid', '[0-9a-f]{24}'),
    minEntropy: 3,
    samples: {
      hit: ['PLAID_CLIENT_ID=09d4336517e5bc0cf9219dc8', '"plaid_client_id": "b511f1de62e863569ccdda88"'],
      clean: ['PLAID_SECRET=cdde51050d490b33d9c338f336dfbd', 'PLAID_CLIENT_ID=8c6ec64624'],
    },
  },
];
