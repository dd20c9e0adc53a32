import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Railway. */
export const railwayRules: readonly Rule[] = [
  {
    id: 'railway-api-token',
    name: 'Railway token',
    provider: 'Railway',
    why: 'Anyone with it can deploy to the project and read its variables, or, with an account token, all projects of its owner.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Delete the token in the list of tokens of the account or the project and create a new one.',
    revokeUrl: 'https://railway.com/account/tokens',
    source: 'https://docs.railway.com/guides/public-api',
    keywords: ['railway'],
    pattern: assigned(
      'railway[\\w.-]{0,20}token',
      '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
    ),
    minEntropy: 3,
    samples: {
      hit: [
        'RAILWAY_TOKEN=c0f260db-4c3a-44c6-a2fa-905c1f0b38da',
        'export RAILWAY_TOKEN="d8cfe7f8-f277-451b-a55f-75513a198e4b"',
      ],
      clean: ['RAILWAY_TOKEN=$RAILWAY_TOKEN', 'RAILWAY_TOKEN=b9c3bdd2-ef58-4f25-a3e9-54d703d47'],
    },
  },
];
