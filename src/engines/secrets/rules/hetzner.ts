import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Tokens of Hetzner's cloud and DNS. */
export const hetznerRules: readonly Rule[] = [
  {
    id: 'hetzner-api-token',
    name: 'Hetzner API token',
    provider: 'Hetzner',
    why: 'Anyone with it can create, change and delete the servers, volumes and networks of the project.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Delete the token in the security settings of the project.',
    revokeUrl: 'https://console.hetzner.cloud/projects',
    source: 'https://docs.hetzner.cloud/#getting-started',
    keywords: ['hcloud', 'hetzner'],
    pattern: assigned('(?<![a-z])(?:hcloud|hetzner)', '(?:[A-Za-z0-9]{64}|[A-Za-z0-9]{32})'),
    minEntropy: 3.5,
    samples: {
      hit: [
        'HCLOUD_TOKEN=TQInfaHoTZUUW3EKxkggdgdsIHPgDCkJikph3gku62YgCbmJPXnQUHckbcRzUGxY',
        'hetzner_dns_token = "3n30th9KCdZLmw3GVbo9oCHChUzGk31i"',
      ],
      clean: [
        'HCLOUD_TOKEN=uWmB55az3VGRFkc638UyRfVa51Sjee5tBb0l5u8K',
        'HCLOUD_IMAGE=ubuntu-24.04',
        'HCLOUD_TOKEN=var.hcloud_token',
      ],
    },
  },
];
