import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Tokens of Mailtrap. */
export const mailtrapRules: readonly Rule[] = [
  {
    id: 'mailtrap-api-token',
    name: 'Mailtrap API token',
    provider: 'Mailtrap',
    why: "Anyone with it can send e-mail from the account's domains or read its test inboxes.",
    severity: 'high',
    confidence: 'medium',
    revoke: 'Reset the token under Settings, API Tokens.',
    revokeUrl: 'https://mailtrap.io/api-tokens',
    source: 'https://help.mailtrap.io/article/103-api-tokens',
    keywords: ['mailtrap'],
    pattern: assigned('mailtrap[\\w.-]{0,20}(?:token|key|secret)', '[0-9a-f]{32}'),
    minEntropy: 3,
    samples: {
      hit: [
        'MAILTRAP_API_TOKEN=6e1f145fd2a0ada2e9460a85f63c6566',
        "mailtrap_token: '333d77698cb833c8b0851469b6a0a53b'",
      ],
      clean: ['MAILTRAP_API_TOKEN=f38a56a0e960', 'MAILTRAP_INBOX_ID=4658707'],
    },
  },
];
