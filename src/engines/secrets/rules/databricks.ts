import type { Rule } from '../rule';

/** Databricks. */
export const databricksRules: readonly Rule[] = [
  {
    id: 'databricks-api-token',
    name: 'Databricks personal access token',
    provider: 'Databricks',
    why: 'Anyone with it can run code in the workspace and read the data that its owner can.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the token under Developer in the user settings of the workspace.',
    revokeUrl: null,
    source: 'https://docs.databricks.com/en/dev-tools/auth/pat.html',
    keywords: ['dapi'],
    pattern: /(?<![A-Za-z0-9_-])dapi[0-9a-f]{32}(?:-\d{1,2})?(?![A-Za-z0-9_-])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'DATABRICKS_TOKEN=dapid906260e0e6260a7c294f464b31c3829',
        'token = dapi114f4a80d26b7bcee0b4ee51d13a83bd-2',
      ],
      clean: ['DATABRICKS_TOKEN=dapi27f74d4383a17ed7ec42', 'const dapi = create();'],
    },
  },
  {
    id: 'databricks-oauth-secret',
    name: 'Databricks OAuth secret',
    provider: 'Databricks',
    why: 'With the public client id, anyone signs in as the service principal that it belongs to.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the secret of the service principal in the workspace or account settings.',
    revokeUrl: 'https://accounts.cloud.databricks.com/',
    source: 'https://docs.databricks.com/en/dev-tools/auth/oauth-m2m.html',
    keywords: ['dose'],
    pattern: /(?<![A-Za-z0-9_-])dose[0-9a-f]{32}(?![A-Za-z0-9_-])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'DATABRICKS_CLIENT_SECRET=dosed68131539b23a91782c4c59c23946f94',
        '"client_secret": "dosed5da9d0685b0fa0672a48e208690da80"',
      ],
      clean: ['DATABRICKS_CLIENT_SECRET=dosebe3be5d0ce4dfac2', 'overdosea27b0d73e73b92c2f07bc7e96e257112'],
    },
  },
];
