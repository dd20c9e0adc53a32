import { mixedCharacters } from '../checks/mixedCharacters';
import type { Rule } from '../rule';

/** Credentials of Unkey. */
export const unkeyRules: readonly Rule[] = [
  {
    id: 'unkey-root-key',
    name: 'Unkey root key',
    provider: 'Unkey',
    why: 'Anyone with it can create, change and delete the keys that guard the APIs of the workspace, within its permissions.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the root key in the settings and create a new one.',
    revokeUrl: 'https://app.unkey.com/settings/root-keys',
    source: 'https://www.unkey.com/docs/security/root-keys',
    keywords: ['unkey_'],
    pattern: /(?<!\w)unkey_[1-9A-HJ-NP-Za-km-z]{20,32}(?!\w)/g,
    minEntropy: 3.3,
    check: mixedCharacters,
    samples: {
      hit: [
        'UNKEY_ROOT_KEY=unkey_3ZQx7vTn9LkWm2RbPc5HdYe8',
        "const unkey = new Unkey({ rootKey: 'unkey_3Zh8MwVtKq6sXpRj4NcYb2Lg' });",
      ],
      clean: [
        'UNKEY_ROOT_KEY=$UNKEY_ROOT_KEY',
        'unkey_verification_results = 3',
        'UNKEY_ROOT_KEY=unkey_3ZQx7v',
      ],
    },
  },
];
