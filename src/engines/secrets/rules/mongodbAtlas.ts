import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of MongoDB Atlas. */
export const mongodbAtlasRules: readonly Rule[] = [
  {
    id: 'mongodb-atlas-service-account-secret',
    name: 'MongoDB Atlas service account secret',
    provider: 'MongoDB Atlas',
    why: "Anyone with it can manage the organisation's clusters, users and backups within the account's roles.",
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the secret under Organization, Applications, Service Accounts.',
    revokeUrl: 'https://cloud.mongodb.com/v2#/org',
    source: 'https://www.mongodb.com/docs/atlas/api/service-accounts-overview/',
    keywords: ['mdb_sa_sk_'],
    pattern: /(?<![A-Za-z0-9_])mdb_sa_sk_[A-Za-z0-9_-]{36,48}(?![\w-])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'MONGODB_ATLAS_CLIENT_SECRET=mdb_sa_sk_fBMwy25j0SG4slKmmgBToUuFJmkIcFXKYHbPUx3v',
        'client_secret = "mdb_sa_sk_yc-0-3NW56Sj0DC-kfWtWzyD1VQjgiWyNHZIAo5f"',
      ],
      clean: [
        'MONGODB_ATLAS_CLIENT_ID=mdb_sa_id_2f3487d8c6ebd5d4294fac28',
        'MONGODB_ATLAS_CLIENT_SECRET=mdb_sa_sk_toBKLDI56y',
      ],
    },
  },
  {
    id: 'mongodb-atlas-private-key',
    name: 'MongoDB Atlas API private key',
    provider: 'MongoDB Atlas',
    why: "Anyone with it and its public key can manage the organisation's clusters and users within the key's roles.",
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Delete the key under Organization, Applications, API Keys.',
    revokeUrl: 'https://cloud.mongodb.com/v2#/org',
    source: 'https://www.mongodb.com/docs/atlas/configure-api-access/',
    keywords: ['atlas', 'mcli_private'],
    pattern: assigned(
      '(?:(?<![a-z])atlas|(?<=mongodb)atlas|(?<![a-z])mcli)[\\w.-]{0,20}(?:key|secret)',
      '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}',
    ),
    minEntropy: 3,
    samples: {
      hit: [
        'MONGODB_ATLAS_PRIVATE_KEY=0c58027f-6234-4117-a3d2-4f5817a0b8d4',
        '"atlas_private_key": "ec7cc85a-41a2-41cc-b300-6b21ccf77e55"',
      ],
      clean: [
        'MONGODB_ATLAS_PUBLIC_KEY=zwwgucdt',
        'MONGODB_ATLAS_CLUSTER=126bd530-a77d-4f0e-82b7-b85e8147cb6a',
        'MONGODB_ATLAS_PRIVATE_KEY=$ATLAS',
      ],
    },
  },
];
