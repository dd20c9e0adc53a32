import type { Rule } from '../rule';

/** Credentials of WakaTime. */
export const wakatimeRules: readonly Rule[] = [
  {
    id: 'wakatime-api-key',
    name: 'WakaTime API key',
    provider: 'WakaTime',
    why: 'Anyone with it can read when and on what its owner works.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Refresh the key in the settings.',
    revokeUrl: 'https://wakatime.com/settings/api-key',
    source: 'https://wakatime.com/developers#authentication',
    keywords: ['waka_'],
    pattern: /(?<!\w)waka_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])/g,
    samples: {
      hit: [
        'WAKATIME_API_KEY=waka_f748de67-e573-4621-a93e-ff118abb471c',
        '"wakatimeApiKey": "waka_e8ea6799-2123-45b0-a029-168dfeddadde"',
      ],
      clean: [
        'WAKATIME_API_KEY=$WAKATIME_API_KEY',
        'WAKATIME_API_KEY=waka_b9aee7e4-8963-43ae-a141-29abc6508',
      ],
    },
  },
];
