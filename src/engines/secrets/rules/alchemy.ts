import type { Rule } from '../rule';

/** Keys of Alchemy. */
export const alchemyRules: readonly Rule[] = [
  {
    id: 'alchemy-api-key',
    name: 'Alchemy API key',
    provider: 'Alchemy',
    why: 'Anyone with it can send requests to blockchains at the cost of its owner.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Rotate the key of the app in the dashboard.',
    revokeUrl: 'https://dashboard.alchemy.com/apps',
    source: 'https://www.alchemy.com/docs/create-an-api-key',
    keywords: ['alcht_'],
    pattern: /(?<![A-Za-z0-9_-])alcht_[A-Za-z0-9]{30}(?![A-Za-z0-9_-])/g,
    minEntropy: 3.5,
    samples: {
      hit: ['ALCHEMY_KEY=alcht_k9Zt5kQw9xLp2mVb8R4nJc7Ys1DfHg'],
      clean: ['ALCHEMY_KEY=alcht_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'alcht_k9Zt5kQw9xLp2mVb8R4n'],
    },
  },
];
