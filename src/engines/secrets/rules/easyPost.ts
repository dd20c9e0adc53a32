import type { Rule } from '../rule';

const API_KEYS = 'https://docs.easypost.com/docs/authentication';
const KEYS_PAGE = 'https://www.easypost.com/account/api-keys';

/** Keys of EasyPost. */
export const easyPostRules: readonly Rule[] = [
  {
    id: 'easypost-api-token',
    name: 'EasyPost production API key',
    provider: 'EasyPost',
    why: "Anyone with it can buy postage at the account's expense and read the addresses of its customers.",
    severity: 'critical',
    confidence: 'high',
    revoke: 'Create a new key in the list of API keys of the account and disable this one.',
    revokeUrl: KEYS_PAGE,
    source: API_KEYS,
    keywords: ['ezak'],
    pattern: /(?<![A-Za-z0-9_])EZAK[A-Za-z0-9]{54}(?![A-Za-z0-9_])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'EASYPOST_API_KEY=EZAKnVOoR6YkSqYjL5I8ZSRzEAL0akSAJGH4Y6G9K7KONoKtbXzdT9pLFH',
        'curl -u "EZAK350fc43bbd2df6160a2023eed836e39961447bdca7dab5ebe0efd3:" https://api.easypost.com/v2/shipments',
      ],
      clean: [
        'EASYPOST_API_KEY=EZAKaCpPepl6jFjKo286HHQS0cURJ7atI5CwygYacNa0',
        'EASYPOST_API_KEY=XEZAKnLy6rpVvP97LuXJTvzxIYVfTSLFV8h1WgWUbeloBNdmChDp7chdGHs',
        'EASYPOST_API_KEY=EZAK_KEY',
      ],
    },
  },
  {
    id: 'easypost-test-api-token',
    name: 'EasyPost test API key',
    provider: 'EasyPost',
    why: 'Anyone with it can use the test environment of the account, which moves no money and no parcels.',
    severity: 'low',
    confidence: 'high',
    revoke: 'Create a new key in the list of API keys of the account and disable this one.',
    revokeUrl: KEYS_PAGE,
    source: API_KEYS,
    keywords: ['eztk'],
    pattern: /(?<![A-Za-z0-9_])EZTK[A-Za-z0-9]{54}(?![A-Za-z0-9_])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'EASYPOST_TEST_API_KEY=EZTKH2lejQno9D4DOx3lAGBLGYZ4ZVpXz2MUdPLxpZbvln82TR9rnPk7Ny',
        "const api = new EasyPost('EZTK4GtQEv0wvFAXOIcq6E6usRZKEUTuIg9ISWSgpB63UG9xj9icdmifTF');",
      ],
      clean: [
        'EASYPOST_API_KEY=EZTK5KhHwtQaa93ZKvEFkzS6Vvah756OiUqjXBI0vvXy',
        'EASYPOST_API_KEY=XEZTKiZufYELBcD4ft7aLs2W1sMgCenL1hVGqBYJukLW7zJGLiWXg3XqP4C',
        'EASYPOST_API_KEY=EZTK_KEY',
      ],
    },
  },
];
