import { mixedCharacters } from '../checks/mixedCharacters';
import type { Rule } from '../rule';

/** Credentials of StackHawk. */
export const stackhawkRules: readonly Rule[] = [
  {
    id: 'stackhawk-api-key',
    name: 'StackHawk API key',
    provider: 'StackHawk',
    why: 'Anyone with it can read what the scans of the organization have found.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Delete the key in the list of API keys and create a new one.',
    revokeUrl: 'https://app.stackhawk.com/settings/apikeys',
    source: 'https://docs.stackhawk.com/apidocs.html',
    keywords: ['hawk.'],
    pattern: /(?<![\w.])hawk\.[\w-]{20}\.[\w-]{20}(?![\w.-])/g,
    minEntropy: 3.8,
    check: mixedCharacters,
    samples: {
      hit: [
        'HAWK_API_KEY=hawk.E7lE3az5w28r6WVa9mvO.Dqt2bnB-StMVg5E-ujnz',
        'hawk_api_key = "hawk.enLGYIWnwbPNugSV_93y.wRJJNFEK6MvR71fgj7pg"',
      ],
      clean: ['HAWK_API_KEY=$HAWK_API_KEY', 'HAWK_API_KEY=hawk.grH3JSO2YzfNBUQn8M4f.ESNT3YxnbaEGghxFp'],
    },
  },
];
