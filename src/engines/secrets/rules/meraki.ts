import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Cisco Meraki. */
export const merakiRules: readonly Rule[] = [
  {
    id: 'cisco-meraki-api-key',
    name: 'Cisco Meraki dashboard API key',
    provider: 'Cisco Meraki',
    why: 'Anyone with it can read and change the networks that its owner administers.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Revoke the key in the dashboard’s user profile.',
    revokeUrl: 'https://dashboard.meraki.com/account/api_access',
    source: 'https://developer.cisco.com/meraki/api-v1/authorization/',
    keywords: ['meraki'],
    pattern: assigned('meraki', '[0-9a-f]{40}'),
    minEntropy: 3,
    samples: {
      hit: [
        'MERAKI_DASHBOARD_API_KEY=4decc9a3cd00c6fd2d1399c3eaf3951e6dad1cbd',
        '-H "X-Cisco-Meraki-API-Key: 9ed97932fda93e8a6ba0c5917d89ea8a818c5349"',
      ],
      clean: [
        'MERAKI_DASHBOARD_API_KEY=008b43cd74428da82f5b599093ab81b6',
        'uses: meraki/dashboard-api-python@dd96e00deb5fddae793625ae0aa0d78c4ae9a745',
      ],
    },
  },
];
