import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Shortcut. */
export const shortcutRules: readonly Rule[] = [
  {
    id: 'shortcut-api-token',
    name: 'Shortcut API token',
    provider: 'Shortcut',
    why: 'Anyone with it can read and change the stories and documents of the workspace.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Revoke the token in the list of API tokens and create a new one.',
    revokeUrl: 'https://app.shortcut.com/settings/account/api-tokens',
    source: 'https://developer.shortcut.com/api/rest/v3#Authentication',
    keywords: ['shortcut', 'clubhouse'],
    pattern: assigned(
      '(?:shortcut|clubhouse)[\\w.-]{0,20}token',
      '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
    ),
    minEntropy: 3,
    samples: {
      hit: [
        'SHORTCUT_API_TOKEN=ff1cca0e-4618-4a0b-a8fd-ab526a5cbd61',
        'shortcut_api_token: 8bf7b3c8-2ae8-4497-a4bf-5f0c962b978f',
      ],
      clean: [
        'SHORTCUT_API_TOKEN=$SHORTCUT_API_TOKEN',
        'SHORTCUT_API_TOKEN=44c2cec1-d836-4a4f-a1bf-c8f40b7c8',
      ],
    },
  },
];
