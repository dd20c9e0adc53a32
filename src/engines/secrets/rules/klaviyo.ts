import type { Rule } from '../rule';

/** Keys of Klaviyo. */
export const klaviyoRules: readonly Rule[] = [
  {
    id: 'klaviyo-private-api-key',
    name: 'Klaviyo private API key',
    provider: 'Klaviyo',
    why: 'Anyone with it can read the customer profiles of the account and send campaigns to them.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the key under Settings, API keys.',
    revokeUrl: 'https://www.klaviyo.com/settings/account/api-keys',
    source: 'https://developers.klaviyo.com/en/docs/retrieve_api_credentials',
    keywords: ['pk_'],
    pattern: /(?<![A-Za-z0-9_])pk_(?:[A-Za-z0-9]{6}_)?[0-9a-f]{34}(?![A-Za-z0-9_])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'KLAVIYO_PRIVATE_KEY=pk_573f48092f71671a62a025bd9607ca31af',
        "curl -H 'Authorization: Klaviyo-API-Key pk_f3b6c427c460451f5fee2d5ec6ab102c3e' https://a.klaviyo.com/api/profiles",
      ],
      clean: [
        'KLAVIYO_PUBLIC_KEY=HTnweZ',
        'pk_live_WbPS6J3cLu201vQ7fCYYngdM',
        'Authorization: Klaviyo-API-Key pk_f59fb0cd782210d2c650',
      ],
    },
  },
];
