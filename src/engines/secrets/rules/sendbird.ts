import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Sendbird. */
export const sendbirdRules: readonly Rule[] = [
  {
    id: 'sendbird-access-token',
    name: 'Sendbird API token',
    provider: 'Sendbird',
    why: 'Anyone with it can read and change all users, channels and messages of the application.',
    severity: 'critical',
    confidence: 'medium',
    revoke:
      'Revoke the token in the general settings of the application; the master token has to be replaced there.',
    revokeUrl: 'https://dashboard.sendbird.com/',
    source: 'https://sendbird.com/docs/chat/platform-api/v3/prepare-to-use-api',
    keywords: ['sendbird'],
    pattern: assigned('sendbird', '[0-9a-f]{40}'),
    minEntropy: 3,
    samples: {
      hit: [
        'SENDBIRD_API_TOKEN=25055fc01c352df54871acf13b29c49222d35db6',
        "const sendbirdApiToken = '62fbbf81c4dd2c93a3bce3764ce44a5316a5d5de';",
      ],
      clean: [
        'SENDBIRD_API_TOKEN=$SENDBIRD_API_TOKEN',
        'SENDBIRD_API_TOKEN=d1e587f54ab63fdec7b4149922eef8831a43a',
      ],
    },
  },
  {
    id: 'sendbird-access-id',
    name: 'Sendbird application ID',
    provider: 'Sendbird',
    why: 'It identifies the application of a token, and allows signing in as any user where access tokens are not required.',
    severity: 'low',
    confidence: 'low',
    revoke:
      'It cannot be replaced: require access tokens of users in the security settings of the application.',
    revokeUrl: 'https://dashboard.sendbird.com/',
    source: 'https://sendbird.com/docs/chat/platform-api/v3/prepare-to-use-api',
    keywords: ['sendbird'],
    pattern: assigned('sendbird', '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'),
    minEntropy: 3,
    samples: {
      hit: [
        'SENDBIRD_APP_ID=990f3980-83f9-48c5-a347-a3c2da01e845',
        'export SENDBIRD_APP_ID="2cef33bc-11c4-4640-a8bc-682fa0703ecc"',
      ],
      clean: ['SENDBIRD_APP_ID=$SENDBIRD_APP_ID', 'SENDBIRD_APP_ID=b49ff7ad-22b3-4554-a130-94a850411'],
    },
  },
];
