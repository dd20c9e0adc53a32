import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Airtable. Its older API keys (key…) have been invalid since 1 February 2024. */
export const airtableRules: readonly Rule[] = [
  {
    id: 'airtable-personal-access-token',
    name: 'Airtable personal access token',
    provider: 'Airtable',
    why: 'Anyone with it can read, and usually change, the bases that its owner gave it.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete or regenerate the token in the builder hub.',
    revokeUrl: 'https://airtable.com/create/tokens',
    source: 'https://airtable.com/developers/web/api/authentication',
    keywords: ['pat'],
    reach: { before: 2, after: 84 },
    pattern: /(?<![A-Za-z0-9_])pat[A-Za-z0-9]{14}\.[0-9a-f]{64}(?![A-Za-z0-9])/g,
    samples: {
      hit: [
        'AIRTABLE_TOKEN=patooMKFg2pcJdbK3.63c6c6fda98a33ee153a381d68f41867696ba9fab4fa6fe39de878337d6eb0f5',
        'curl -H "Authorization: Bearer patZpax6uG0ZPFMQS.3d0442d10e84702601f68042ec606145a9b041247de3fcfd9aac8fd70b8f8018"',
      ],
      clean: [
        'patzdyCCQ6OOfyTLF.c57260d6939803b0ce3f23b60141d2fe6efb9bc3',
        'const path = "patternMatching.86b676ad57f421234a17"',
      ],
    },
  },
  {
    id: 'airtable-oauth-client-secret',
    name: 'Airtable OAuth client secret',
    provider: 'Airtable',
    why: 'With it, anyone can redeem codes and refresh tokens as this integration.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Regenerate the client secret of the OAuth integration.',
    revokeUrl: 'https://airtable.com/create/oauth',
    source: 'https://airtable.com/developers/web/guides/oauth-integrations',
    keywords: ['airtable'],
    pattern: assigned('airtable[\\w.\\-]{0,20}secret', '[0-9a-f]{64}'),
    minEntropy: 3,
    samples: {
      hit: [
        'AIRTABLE_CLIENT_SECRET=7fd6eb7dd5e44625f9506a58c302c84332544eb257b808ce607b39f9919b4637',
        "airtableSecret: '77de1a319c9f40e8f624bbdf93562ca5c119ff5c23d4ac251f30f15d5f62741c'",
      ],
      clean: [
        'AIRTABLE_CLIENT_SECRET=af32d7c9c3e5119dbc4c794f1b5fbcc3',
        'AIRTABLE_CLIENT_SECRET=process.env.SECRET',
      ],
    },
  },
];
