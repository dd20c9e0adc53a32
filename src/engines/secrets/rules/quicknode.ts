import type { Rule } from '../rule';

/** Credentials of QuickNode. */
export const quicknodeRules: readonly Rule[] = [
  {
    id: 'quicknode-endpoint',
    name: 'QuickNode endpoint with its token',
    provider: 'QuickNode',
    why: "Anyone with it can query the chain at its owner's cost.",
    severity: 'medium',
    confidence: 'high',
    revoke: 'Create a new authentication token in the security settings of the endpoint and delete this one.',
    revokeUrl: 'https://dashboard.quicknode.com/endpoints',
    source: 'https://www.quicknode.com/docs/ethereum/endpoint-security',
    keywords: ['.quiknode.pro'],
    pattern: /\.quiknode\.pro\/(?<secret>[0-9a-f]{40})(?!\w)/g,
    minEntropy: 3,
    samples: {
      hit: [
        'RPC_URL=https://proud-winter-leaf.quiknode.pro/837aed158fb51ffb22aa2e1ba0dedce39af2c628/',
        '"rpcUrl": "https://proud-winter-leaf.quiknode.pro/b325b0cc59b183158ec30f63a912ed198316ae04/"',
      ],
      clean: [
        'RPC_URL=$RPC_URL',
        'RPC_URL=https://proud-winter-leaf.quiknode.pro/e15884bfe38790b203d6e1b8dfa49c09',
      ],
    },
  },
];
