import type { Rule } from '../rule';

/** Credentials of Shippo. */
export const shippoRules: readonly Rule[] = [
  {
    id: 'shippo-api-token',
    name: 'Shippo live token',
    provider: 'Shippo',
    why: "Anyone with it can buy shipping labels at its owner's cost and read the addresses of their customers.",
    severity: 'critical',
    confidence: 'high',
    revoke: 'Create a new token in the API settings and delete this one.',
    revokeUrl: 'https://apps.goshippo.com/settings/api',
    source: 'https://docs.goshippo.com/docs/guides_general/authentication/',
    keywords: ['shippo_live_'],
    pattern: /(?<!\w)shippo_live_[0-9a-f]{40}(?!\w)/g,
    samples: {
      hit: [
        'SHIPPO_TOKEN=shippo_live_7c63b3ded08ff668fa490662f19fcc7059c44a22',
        "const shippoToken = 'shippo_live_029d227eeda2ff10703e5e37ee94b378e6cabe6e';",
      ],
      clean: ['SHIPPO_TOKEN=$SHIPPO_TOKEN', 'SHIPPO_TOKEN=shippo_live_716da2ebe074bce7eebe3f090d95c3dccc473'],
    },
  },
  {
    id: 'shippo-test-token',
    name: 'Shippo test token',
    provider: 'Shippo',
    why: 'Anyone with it can read and make test shipments.',
    severity: 'low',
    confidence: 'high',
    revoke: 'Create a new token in the API settings and delete this one.',
    revokeUrl: 'https://apps.goshippo.com/settings/api',
    source: 'https://docs.goshippo.com/docs/guides_general/authentication/',
    keywords: ['shippo_test_'],
    pattern: /(?<!\w)shippo_test_[0-9a-f]{40}(?!\w)/g,
    samples: {
      hit: [
        'SHIPPO_TOKEN=shippo_test_5e65688a25e507d9dfd54fb0b1431058194ae665',
        'export SHIPPO_TOKEN="shippo_test_ae70fa201d01bc98fb0578382c6f5d3f6e257f6a"',
      ],
      clean: ['SHIPPO_TOKEN=$SHIPPO_TOKEN', 'SHIPPO_TOKEN=shippo_test_4f9404d7a57fb9785e72456b3497889555369'],
    },
  },
];
