import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Tokens and webhooks of Mattermost. */
export const mattermostRules: readonly Rule[] = [
  {
    id: 'mattermost-access-token',
    name: 'Mattermost access token',
    provider: 'Mattermost',
    why: 'Anyone with it can read and post whatever the user or bot can.',
    severity: 'high',
    confidence: 'medium',
    revoke: "Delete the token in the profile's security settings, or on the bot account's page.",
    revokeUrl: null,
    source: 'https://developers.mattermost.com/integrate/reference/personal-access-token/',
    keywords: ['mattermost'],
    pattern: assigned('mattermost[\\w.-]{0,20}(?:token|pat|secret|key)', '[a-z0-9]{26}'),
    minEntropy: 3.3,
    check: mixedCharacters,
    samples: {
      hit: [
        'MATTERMOST_TOKEN=6cnmsbgyjt1pyp24aoygdoksyb',
        '"mattermostBotToken": "lxkyakj37z7zp7g4t83cznf7rf"',
      ],
      clean: [
        'MATTERMOST_TOKEN=nz3n30u4pk3zcbwn8efn',
        'MATTERMOST_CHANNEL=3yiwzpjgq1kmrl0g024jnwc4z8',
        'MATTERMOST_TOKEN=$MM_TOKEN',
      ],
    },
  },
  {
    id: 'mattermost-webhook',
    name: 'Mattermost incoming webhook',
    provider: 'Mattermost',
    why: "Anyone with it can post to the team's channels.",
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Delete the webhook under Integrations, Incoming Webhooks.',
    revokeUrl: null,
    source: 'https://developers.mattermost.com/integrate/webhooks/incoming/',
    keywords: ['/hooks/'],
    pattern: /https?:\/\/[\w.:-]{3,100}(?:\/[\w-]{1,40})?\/hooks\/(?<secret>[a-z0-9]{26})(?![\w-])/g,
    reach: { before: 160, after: 96 },
    minEntropy: 3.3,
    samples: {
      hit: [
        'WEBHOOK_URL=https://mattermost.example.org/hooks/3niznnl2eim4deoktsh77k6r31',
        'curl -d \'payload={"text":"hi"}\' https://chat.example.org/hooks/39il62c007h6n1g4420m69da85',
      ],
      clean: [
        'https://mattermost.example.org/hooks/n8ytp9q4x9',
        'https://mattermost.example.org/hooks/$WEBHOOK_ID',
        'https://example.org/hooks/802erok4gs2gtvcvi5nq35pbvpfgg0wbc6zo5ibu',
      ],
    },
  },
];
