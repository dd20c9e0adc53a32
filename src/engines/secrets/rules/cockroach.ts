import type { Rule } from '../rule';

/** CockroachDB Cloud. The passwords of its databases are found in their connection URLs. */
export const cockroachRules: readonly Rule[] = [
  {
    id: 'cockroachdb-api-key',
    name: 'CockroachDB Cloud API key',
    provider: 'CockroachDB',
    why: 'Anyone with it can manage clusters and their users as the service account’s roles go.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the API key of the service account under Access Management.',
    revokeUrl: 'https://cockroachlabs.cloud/access/service-accounts',
    source: 'https://www.cockroachlabs.com/docs/cockroachcloud/managing-access#api-access',
    keywords: ['ccdb1_'],
    pattern: /(?<![A-Za-z0-9_])CCDB1_[A-Za-z0-9]{22}_[A-Za-z0-9]{40}(?![A-Za-z0-9_])/g,
    minEntropy: 4,
    samples: {
      hit: [
        'COCKROACH_API_KEY=CCDB1_3a0noQSyuCxJa6juy6Hkkr_4AoduWSWw1sWhESZBrzYMxGEJ5laSbP1FZTQMgdx',
        'apikey = "CCDB1_ibixmMULuB3QsXr4lkoLRl_jofpNdRSpx0DMdyH718yIoDTxCqTrm817RvSZGcy"',
      ],
      clean: [
        'key id CCDB1_HrtU0G0vQ5TivdOnsCSZfu',
        'HCCDB1_Tc9W6Fw9bvYmchXTUSAXYi_yAI2yM49eaHlvooGWgw8nvUvBxCIww6s8ojfIMlI',
      ],
    },
  },
];
