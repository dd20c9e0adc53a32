import type { Rule } from '../rule';

/** Credentials of Tableau. */
export const tableauRules: readonly Rule[] = [
  {
    id: 'tableau-personal-access-token',
    name: 'Tableau personal access token',
    provider: 'Tableau',
    why: 'Anyone with it can read and change the workbooks and data sources that its owner can reach.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Revoke the token in the account settings and create a new one.',
    revokeUrl: null,
    source: 'https://help.tableau.com/current/server/en-us/security_personal_access_tokens.htm',
    keywords: ['==:'],
    pattern: /(?<![\w+/])[0-9A-Za-z+/]{22}==:[0-9A-Za-z]{32}(?!\w)/g,
    reach: { before: 30, after: 50 },
    minEntropy: 4,
    samples: {
      hit: [
        'TABLEAU_TOKEN_SECRET=LVtJAHffZ8S9P19BSIuE2e==:kwPHlF2KAhNTG28JLHCPGdcbhQ1DdDap',
        'tableau_token_secret = "i5+gXA3CM5b4XiyS7liMq2==:qiKPHQHiP10Fs4cc7Bfa7JwUVYr7rmZ7"',
      ],
      clean: [
        'TABLEAU_TOKEN_SECRET=$TABLEAU_TOKEN_SECRET',
        'TABLEAU_TOKEN_SECRET=ytN2qx/T9bQoqkUg9NuwQU==:i11rDEZyWoz8wHK0rh13DmXRzVB6X',
      ],
    },
  },
];
