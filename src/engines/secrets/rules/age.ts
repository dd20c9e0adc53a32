import { isBech32 } from '../checks/bech32';
import type { Rule } from '../rule';

/** Keys of age, the file encryption tool. */
export const ageRules: readonly Rule[] = [
  {
    id: 'age-secret-key',
    name: 'age secret key',
    provider: 'age',
    why: 'Anyone with it can decrypt every file that was encrypted to its public key, in the past and in future.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Create a new key with age-keygen, encrypt all files to it again, and change what was in them.',
    revokeUrl: null,
    source: 'https://age-encryption.org/v1',
    keywords: ['age-secret-key-'],
    pattern: /(?<![A-Za-z0-9-])AGE-SECRET-KEY-(?:PQ-)?1[02-9AC-HJ-NP-Z]{58}(?![A-Za-z0-9])/g,
    evidence: { high: 'Its checksum is right.' },
    check: ({ secret }) => (isBech32(secret) ? 'high' : 'no'),
    samples: {
      hit: [
        '# public key: age1…\nAGE-SECRET-KEY-1QCR87CVADE7UAGV6EY5JL947KH98NRMK0HXS7J06064KX3SS5UXSRW4ML2\n',
        'SOPS_AGE_KEY="AGE-SECRET-KEY-1TSNN6NR38EDV6SFEFCEPNRDXQ0KJ00WCPVUX64AA9FSTDXD0CM5S29FSN5"',
        'identity: AGE-SECRET-KEY-PQ-15247GPMKUCHJA8Q6QXE3GGK8GEK6TS5RHY04JRHUNXV2FVPRNL0QFXP6YX',
      ],
      clean: [
        'AGE-SECRET-KEY-1W15TKPADCQRWL52INRYHABLHWV6QUQCYWYI7HDZ1',
        'if (arg.startsWith("AGE-SECRET-KEY-1")) return x25519(arg);',
      ],
    },
  },
];
