import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** API credentials of Looker. */
export const lookerRules: readonly Rule[] = [
  {
    id: 'looker-client-secret',
    name: 'Looker API client secret',
    provider: 'Looker',
    why: 'Anyone with it and the client ID can run queries on every database that its user may see.',
    severity: 'critical',
    confidence: 'medium',
    revoke: "Delete the API key on the user's page under Admin, Users.",
    revokeUrl: null,
    source: 'https://cloud.google.com/looker/docs/api-auth',
    keywords: ['looker'],
    pattern: assigned('looker(?:sdk)?[\\w.-]{0,20}secret', '[A-Za-z0-9]{24}'),
    minEntropy: 3.2,
    check: mixedCharacters,
    samples: {
      hit: [
        'LOOKERSDK_CLIENT_SECRET=rLzsTb7Awd8mCY4cDSl3vIwe',
        'looker_client_secret: "YF1NRVGY8XaoC3xQ6vYk543k"',
      ],
      clean: ['LOOKERSDK_CLIENT_SECRET=ewZeliQfI1mK', 'LOOKERSDK_CLIENT_SECRET=$SECRET'],
    },
  },
  {
    id: 'looker-client-id',
    name: 'Looker API client ID',
    provider: 'Looker',
    why: 'It names an API key; anyone who also has its secret can run queries as its user.',
    severity: 'low',
    confidence: 'medium',
    revoke: "Delete the API key on the user's page under Admin, Users.",
    revokeUrl: null,
    source: 'https://cloud.google.com/looker/docs/api-auth',
    keywords: ['looker'],
    pattern: assigned('looker(?:sdk)?[\\w.-]{0,20}id', '[A-Za-z0-9]{20}'),
    minEntropy: 3.2,
    check: mixedCharacters,
    samples: {
      hit: ['LOOKERSDK_CLIENT_ID=1ZFyshQYqJGUNFjpPREF', 'looker_client_id: "OSZt1xTt7JQ2yfMMPjie"'],
      clean: ['LOOKERSDK_CLIENT_ID=CEt9utdNcb2H', 'LOOKERSDK_BASE_URL=https://company.cloud.looker.com'],
    },
  },
];
