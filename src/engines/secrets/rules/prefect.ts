import type { Rule } from '../rule';

/** Keys of Prefect Cloud. */
export const prefectRules: readonly Rule[] = [
  {
    id: 'prefect-api-key',
    name: 'Prefect Cloud API key',
    provider: 'Prefect',
    why: "Anyone with it can run flows and read the workspace's blocks, with the secrets in them, as its user or service account.",
    severity: 'high',
    confidence: 'high',
    revoke: "Delete the key in the profile, or rotate the service account's.",
    revokeUrl: 'https://app.prefect.cloud/my/api-keys',
    source: 'https://docs.prefect.io/v3/how-to-guides/cloud/manage-users/api-keys',
    keywords: ['pnu_', 'pnb_'],
    pattern: /(?<![A-Za-z0-9_])pn[ub]_[A-Za-z0-9]{36}(?![A-Za-z0-9_])/g,
    minEntropy: 3.3,
    samples: {
      hit: [
        'PREFECT_API_KEY=pnu_heMQ2uxvV2JqpbBsWeso2P2zmfwkediZE1zn',
        'prefect cloud login --key pnb_9EDVxYjtRGZiSIYDOJHaZSmBEo5ONp295Fqc',
      ],
      clean: ['PREFECT_API_KEY=pnu_C9cGwPQ5FHS7', 'apnu_AfqDkCFYtwkPnXfPWwCNY2L1a6NrtSPcVflu'],
    },
  },
];
