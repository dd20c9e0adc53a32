import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Secrets of Mixpanel. */
export const mixpanelRules: readonly Rule[] = [
  {
    id: 'mixpanel-secret',
    name: 'Mixpanel service account or API secret',
    provider: 'Mixpanel',
    why: "Anyone with it can export the project's events and user profiles.",
    severity: 'high',
    confidence: 'medium',
    revoke: "Delete the service account under Organization settings, or regenerate the project's API secret.",
    revokeUrl: 'https://mixpanel.com/settings/org',
    source: 'https://developer.mixpanel.com/reference/service-accounts',
    keywords: ['mixpanel'],
    pattern: assigned('mixpanel[\\w.-]{0,20}(?:secret|password|api_?key)', '[A-Za-z0-9]{32}'),
    minEntropy: 3,
    check: mixedCharacters,
    samples: {
      hit: [
        'MIXPANEL_API_SECRET=85e9112236c1e0ad5a31dc6b8f0c4867',
        'mixpanel_service_account_secret: "ruXMCGaLV9GoRXBLl6LywOOlOMHKBRyy"',
      ],
      clean: ['MIXPANEL_PROJECT_TOKEN=0f8ce0d3f4771bccc4a4f1069a0e85da', 'MIXPANEL_API_SECRET=554e33645154'],
    },
  },
];
