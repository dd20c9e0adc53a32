import type { Rule } from '../rule';

/** Keys of Liveblocks. */
export const liveblocksRules: readonly Rule[] = [
  {
    id: 'liveblocks-secret-key',
    name: 'Liveblocks secret key',
    provider: 'Liveblocks',
    why: 'Anyone with it can read and change all rooms of the project.',
    severity: 'high',
    confidence: 'high',
    revoke: "Roll the secret key on the project's API keys page.",
    revokeUrl: 'https://liveblocks.io/dashboard/apikeys',
    source: 'https://liveblocks.io/docs/api-reference/rest-api-endpoints',
    keywords: ['sk_prod_', 'sk_dev_'],
    pattern: /(?<![A-Za-z0-9_])sk_(?:prod|dev)_[A-Za-z0-9_-]{48,80}(?![\w-])/g,
    minEntropy: 4,
    samples: {
      hit: [
        'LIVEBLOCKS_SECRET_KEY=sk_prod_nM_mqR9PFqqDLOiRXDPhnez4J8ZV2_DlAhiEfUihaXz1Gl0N-3PLW4xWm2iTjs5a',
        'new Liveblocks({ secret: "sk_dev_8Gmreg24Ld-BQ-dpN0oE1FNLUkZywBdqrJ6ajFBoWJZ-KewBpB-oDspqjYUld55z" })',
      ],
      clean: [
        'LIVEBLOCKS_SECRET_KEY=sk_prod_fwRFgQFN1y',
        'LIVEBLOCKS_PUBLIC_KEY=pk_prod_WsUeIop7IE3Bt7KcKc86SMh4iUCpwHzrjIoH_82c7SCyivO2Rphcm0XvRmcK3M7m',
      ],
    },
  },
];
