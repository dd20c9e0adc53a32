import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of LogDNA, now Mezmo. */
export const logdnaRules: readonly Rule[] = [
  {
    id: 'mezmo-service-key',
    name: 'Mezmo service key',
    provider: 'Mezmo',
    why: "Anyone with it can read and export the account's logs.",
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the key under Settings, Organization, API Keys.',
    revokeUrl: 'https://app.mezmo.com',
    source: 'https://docs.mezmo.com/docs/ingestion-key',
    keywords: ['sts_'],
    pattern: /(?<![A-Za-z0-9_])sts_[0-9a-f]{32}(?![A-Za-z0-9_])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'LOGDNA_SERVICE_KEY=sts_986f032c5e43ad2e647b36721bb74e62',
        'curl -H "servicekey: sts_e6f3cd23473911b0594bc5bcde54c9e2" https://api.mezmo.com/v1/config/view',
      ],
      clean: ['LOGDNA_SERVICE_KEY=sts_5be4e8db4e', 'tests_8b31f6715ccaec8d06b19912515acf9d = 1'],
    },
  },
  {
    id: 'logdna-key',
    name: 'LogDNA ingestion or service key',
    provider: 'Mezmo',
    why: 'Anyone with an ingestion key can write false logs; with a service key, read them all.',
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Delete the key under Settings, Organization, API Keys.',
    revokeUrl: 'https://app.mezmo.com',
    source: 'https://docs.mezmo.com/docs/ingestion-key',
    keywords: ['logdna', 'mezmo'],
    pattern: assigned('logdna|mezmo', '[0-9a-f]{32}'),
    minEntropy: 3,
    samples: {
      hit: [
        'LOGDNA_INGESTION_KEY=5df800aa739e477432478228483f2e6a',
        '"mezmo_key": "0d1265f23ceb8f7fea01affa25834839"',
      ],
      clean: ['LOGDNA_INGESTION_KEY=f9316d35', 'LOGDNA_SERVICE_KEY=sts_091549c013eef274e34084851596d3b0'],
    },
  },
];
