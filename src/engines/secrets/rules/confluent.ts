import { assigned } from '../patterns';
import type { Rule } from '../rule';

const SOURCE =
  'https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html';
const KEYS = 'https://confluent.cloud/settings/api-keys';

/** Confluent Cloud. By its documentation, key ids are not secret. */
export const confluentRules: readonly Rule[] = [
  {
    id: 'confluent-secret-key',
    name: 'Confluent Cloud API secret',
    provider: 'Confluent',
    why: 'With its key id, anyone can read and write the Kafka topics, or manage the clusters, that it was made for.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the API key once everything that uses it has switched to a new one.',
    revokeUrl: KEYS,
    source: SOURCE,
    keywords: ['cflt'],
    reach: { before: 2, after: 72 },
    pattern: /(?<![A-Za-z0-9+/_])cflt[A-Za-z0-9+/]{56,64}(?![A-Za-z0-9+/=_])/g,
    minEntropy: 4.2,
    samples: {
      hit: [
        'CONFLUENT_CLOUD_API_SECRET=cfltqf+tIjZDgpFr/ahxLPDqPYMI2tdV05v+0DCBZfdtQcNwYNF2lOZd9EBs47rR',
        "sasl.password: 'cfltATmH/+6Nyj0YHtIxAPC3de20NmDl+j7dhYBmPwkUHtIBGMxPPKXszcnM7N4d'",
      ],
      clean: [
        'CONFLUENT_CLOUD_API_SECRET=cflt...',
        'data:;base64,vabuLJPeJeeeul8/TULscfltQGK2Vrki5f55njjtV2iYItFHly1Yqz6CghOxzj3rJInqaWd9dFpMUbW4H+5K',
      ],
    },
  },
  {
    id: 'confluent-secret-key-legacy',
    name: 'Confluent Cloud API secret of the older form',
    provider: 'Confluent',
    why: 'With its key id, anyone can read and write the Kafka topics, or manage the clusters, that it was made for.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Delete the API key once everything that uses it has switched to a new one.',
    revokeUrl: KEYS,
    source: SOURCE,
    keywords: ['confluent', 'kafka', 'sasl'],
    pattern: assigned(
      'confluent|(?:kafka|sasl|cluster)[\\w.\\-]{0,16}(?:secret|pass)',
      '(?!cflt)[A-Za-z0-9+/]{64}',
    ),
    minEntropy: 4.3,
    samples: {
      hit: [
        'CONFLUENT_API_SECRET=IX5rGx8hY58S3wN5RDmMXnS+l6lJivOrUXOTbw4kp1MmWSz+MB/etpfHXSzRVifU',
        'kafka_api_secret = "7FGzDhFCFqjzmiuQ4+dHc7nYhBKPe/lrqVttmDLTfkqC4hRsTiNuFmkQMK4Dl+Mo"',
      ],
      clean: [
        'CONFLUENT_API_KEY=MUCFKTZ3O3BD8MEY',
        'confluent_sha256: 7e3f1aaa6c558e9fc2e45abb1df56bd29737a1a968664e7584c7a1bf7d80f960',
      ],
    },
  },
];
