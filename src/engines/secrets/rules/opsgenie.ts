import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of Opsgenie. */
export const opsgenieRules: readonly Rule[] = [
  {
    id: 'opsgenie-api-key',
    name: 'Opsgenie API key',
    provider: 'Opsgenie',
    why: "Anyone with it can open, change and close alerts, and with full access read the team's schedules.",
    severity: 'high',
    confidence: 'medium',
    revoke: 'Delete the integration or key under Settings, API key management.',
    revokeUrl: 'https://app.opsgenie.com/settings/api-key-management',
    source: 'https://support.atlassian.com/opsgenie/docs/api-key-management/',
    keywords: ['opsgenie', 'ops_genie'],
    pattern: assigned('ops_?genie', '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}'),
    minEntropy: 3,
    samples: {
      hit: [
        'OPSGENIE_API_KEY=dee78980-4dd1-40b8-9311-b04d10ac0334',
        "opsgenie_api_key: 'f5b8ded2-0af4-48dd-b67d-1247a4b3e834'",
      ],
      clean: ['OPSGENIE_API_KEY=a367008b', 'OPSGENIE_API_KEY=$GENIE'],
    },
  },
  {
    id: 'opsgenie-header-key',
    name: 'Opsgenie API key in a request',
    provider: 'Opsgenie',
    why: "Anyone with it can open, change and close alerts, and with full access read the team's schedules.",
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the integration or key under Settings, API key management.',
    revokeUrl: 'https://app.opsgenie.com/settings/api-key-management',
    source: 'https://docs.opsgenie.com/docs/authentication',
    keywords: ['geniekey'],
    pattern: /GenieKey {1,4}(?<secret>[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})(?![\w-])/gi,
    samples: {
      hit: [
        'curl -H "Authorization: GenieKey 50a6340e-2b72-4a30-9a2a-61d41ad41cec" https://api.opsgenie.com/v2/alerts',
        "'Authorization' => 'GenieKey 34fdaa91-1547-4283-a09d-84e45fe02126'",
      ],
      clean: ['Authorization: GenieKey $KEY', 'Authorization: GenieKey 28b15714'],
    },
  },
];
