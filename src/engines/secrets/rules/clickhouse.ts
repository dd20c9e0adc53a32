import type { Rule } from '../rule';

/** ClickHouse Cloud. */
export const clickhouseRules: readonly Rule[] = [
  {
    id: 'clickhouse-cloud-api-secret-key',
    name: 'ClickHouse Cloud API key secret',
    provider: 'ClickHouse',
    why: 'With its key id, anyone can manage the organization’s database services.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Disable or delete the API key in the organization’s settings.',
    revokeUrl: 'https://console.clickhouse.cloud/',
    source: 'https://clickhouse.com/docs/cloud/manage/openapi',
    keywords: ['4b1d'],
    reach: { before: 2, after: 44 },
    pattern: /(?<![A-Za-z0-9+/_-])4b1d[A-Za-z0-9]{38}(?![A-Za-z0-9+/_-])/g,
    minEntropy: 4.05,
    samples: {
      hit: [
        'CLICKHOUSE_CLOUD_KEY_SECRET=4b1duMHtj91KNiJxSuz77FkvrADXTnlL2JfpIPrPIP',
        "curl --user 'EE2IDE2VY5RHAQuQvl1w:4b1diQ69cuw4nnyNja0pvzjoJcUTR52MV95CIpNyui' https://api.clickhouse.cloud/v1/organizations",
      ],
      clean: [
        '4b1d7f23b7d6ad442da69664fe886d452ac37b43',
        'sha256-62d0778ee07b1bf23f094b1d67abf8213785f14f247635ab5f336315d592a5',
      ],
    },
  },
];
