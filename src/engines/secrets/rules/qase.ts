import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Qase. */
export const qaseRules: readonly Rule[] = [
  {
    id: 'qase-api-token',
    name: 'Qase API token',
    provider: 'Qase',
    why: 'Anyone with it can read and change the test cases and results that its owner can reach.',
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Delete the token in the list of API tokens and create a new one.',
    revokeUrl: 'https://app.qase.io/user/api/token',
    source: 'https://developers.qase.io/reference/introduction-to-the-qase-api',
    keywords: ['qase'],
    pattern: assigned('qase', '[0-9a-f]{40}(?:[0-9a-f]{24})?'),
    minEntropy: 3,
    samples: {
      hit: [
        'QASE_API_TOKEN=7b0be4320063ca8f847bc7f7371202c05afc966d8a0c34c36712a71b19121cba',
        '"qaseApiToken": "c35a47d84a107e973b94623ef5de0f435f4dbe524b5ba409461e30fda52ba8d6"',
      ],
      clean: ['QASE_API_TOKEN=$QASE_API_TOKEN', 'QASE_API_TOKEN=1516d6b46adfab6c4bdecbc95236821dfa'],
    },
  },
];
