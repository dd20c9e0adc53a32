import type { Rule } from '../rule';

/** Ably. */
export const ablyRules: readonly Rule[] = [
  {
    id: 'ably-api-key',
    name: 'Ably API key',
    provider: 'Ably',
    why: 'Anyone with it can, within its capabilities, read and publish the app’s messages.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Revoke the key in the app’s settings.',
    revokeUrl: 'https://ably.com/accounts/any/apps/any/app_keys',
    source: 'https://ably.com/docs/auth/basic',
    keywords: ['ably'],
    reach: { before: 120, after: 200 },
    pattern: /(?<![A-Za-z0-9_.-])[A-Za-z0-9_-]{5,8}\.[A-Za-z0-9_-]{6}:[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g,
    minEntropy: 4,
    samples: {
      hit: [
        'ABLY_API_KEY=INXKE8.6HtXKY:WKIwVem7blqIDDxDQB-SdRckjg9Cdv99ue_PMi1vJ69',
        "new Ably.Realtime('Y38lJe.keygCw:eXK5WB5k2ZmU2azHpqGT5zHb36o-dfagJRQHKyol7-Y')",
      ],
      clean: [
        'ABLY_API_KEY=CeQOTv.gg2bw4',
        'probably 12:30 is fine',
        'new Ably.Realtime({ authUrl: "/auth" })',
      ],
    },
  },
];
