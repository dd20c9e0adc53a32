import { mixedCharacters } from '../checks/mixedCharacters';
import type { Rule } from '../rule';

/** Credentials of Xendit. */
export const xenditRules: readonly Rule[] = [
  {
    id: 'xendit-secret-key',
    name: 'Xendit secret key',
    provider: 'Xendit',
    why: 'Anyone with it can read payments and, with its permissions, pay out money.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the key on the API keys page and create a new one.',
    revokeUrl: 'https://dashboard.xendit.co/settings/developers#api-keys',
    source: 'https://docs.xendit.co/docs/api-keys',
    keywords: ['xnd_production_'],
    pattern: /(?<!\w)xnd_production_[0-9A-Za-z]{40,80}(?!\w)/g,
    minEntropy: 3.8,
    check: mixedCharacters,
    samples: {
      hit: [
        'XENDIT_SECRET_KEY=xnd_production_qwJ2kBA8biAlPb7MseIuU5oWabtJzWCgMHtryqU24m1YtSQ8MiKLFxnsjn',
        'xendit_secret_key: xnd_production_797grRib278EeruZpL9JX3Bmqi4Ar3llF0LYGaI3kp8KzkAmj8J7zeifHA',
      ],
      clean: [
        'XENDIT_SECRET_KEY=$XENDIT_SECRET_KEY',
        'XENDIT_SECRET_KEY=xnd_production_M0sNcOMGW8w5ituSAGFmXsZZJbvtvUu4c',
      ],
    },
  },
  {
    id: 'xendit-test-key',
    name: 'Xendit test key',
    provider: 'Xendit',
    why: 'Anyone with it can read and change test data; no real money is reached.',
    severity: 'low',
    confidence: 'high',
    revoke: 'Delete the key on the API keys page and create a new one.',
    revokeUrl: 'https://dashboard.xendit.co/settings/developers#api-keys',
    source: 'https://docs.xendit.co/docs/api-keys',
    keywords: ['xnd_development_'],
    pattern: /(?<!\w)xnd_development_[0-9A-Za-z]{40,80}(?!\w)/g,
    minEntropy: 3.8,
    check: mixedCharacters,
    samples: {
      hit: [
        'XENDIT_SECRET_KEY=xnd_development_ZkxwEMDNa86KlI0vDPc0r9Gf0SUvHRxN8pR6xlPrGXzKzyWwrs5GBISU0b',
        "const xenditSecretKey = 'xnd_development_Csh6MPH69PAGPuGWM3F3NlDML13gwodOTqE9YSfX1stos3M6jlljp5DR3c';",
      ],
      clean: [
        'XENDIT_SECRET_KEY=$XENDIT_SECRET_KEY',
        'XENDIT_SECRET_KEY=xnd_development_8u4B0BewhH6pSiw7T8br7Y7jBP7wN2FDm',
      ],
    },
  },
];
