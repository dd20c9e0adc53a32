import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Twitch. */
export const twitchRules: readonly Rule[] = [
  {
    id: 'twitch-api-token',
    name: 'Twitch client secret or access token',
    provider: 'Twitch',
    why: 'Anyone with it can get tokens in the name of the application, or act for the user that it was issued to.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Create a new secret on the application’s page, or revoke the token.',
    revokeUrl: 'https://dev.twitch.tv/console/apps',
    source: 'https://dev.twitch.tv/docs/authentication/',
    keywords: ['twitch'],
    pattern: assigned('twitch[\\w.-]{0,20}(?:secret|token|oauth|password|key)', '[0-9a-z]{30}'),
    minEntropy: 3.3,
    check: mixedCharacters,
    samples: {
      hit: [
        'TWITCH_CLIENT_SECRET=mo6kmj449atgkal3sdvjj13fra20cg',
        '"twitchClientSecret": "w4io6e6ngyn1or45psabmglosc2g0b"',
      ],
      clean: [
        'TWITCH_CLIENT_SECRET=$TWITCH_CLIENT_SECRET',
        'TWITCH_CLIENT_SECRET=um1tbbara1rh99d6ji3zehfl2tg',
      ],
    },
  },
  {
    id: 'twitch-chat-token',
    name: 'Twitch chat OAuth token',
    provider: 'Twitch',
    why: 'Anyone with it can read and write chat as the account that it was issued to.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Disconnect the application in the connections of the account.',
    revokeUrl: 'https://www.twitch.tv/settings/connections',
    source: 'https://dev.twitch.tv/docs/irc/authenticate-bot/',
    keywords: ['oauth:'],
    pattern: /(?<!\w)oauth:[0-9a-z]{30}(?!\w)/g,
    minEntropy: 3.3,
    check: mixedCharacters,
    samples: {
      hit: [
        'TMI_PASSWORD=oauth:5muf35pk1deqgqkodl5kn9xfa41p6x',
        'tmi_password: oauth:zhxwvlqkztj0m6bjgwhda37k594ueo',
      ],
      clean: ['TMI_PASSWORD=$TMI_PASSWORD', 'TMI_PASSWORD=oauth:xrrg8sha38rhhrtdnd3rfzxyhho'],
    },
  },
  {
    id: 'twitch-stream-key',
    name: 'Twitch stream key',
    provider: 'Twitch',
    why: 'Anyone with it can stream on the channel of its owner.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Reset the stream key in the dashboard.',
    revokeUrl: 'https://dashboard.twitch.tv/settings/stream',
    source: 'https://help.twitch.tv/s/article/twitch-stream-key-faq',
    keywords: ['live_'],
    pattern: /(?<!\w)live_\d{6,12}_[0-9A-Za-z]{30}(?!\w)/g,
    samples: {
      hit: [
        'STREAM_KEY=live_150534044_QkDzgorAzdRBhn9md18MeP1CT5lbGW',
        "const streamKey = 'live_276659866_pAt3kHc6srh9m9IG2NyDJsnyZmPXuW';",
      ],
      clean: ['STREAM_KEY=$STREAM_KEY', 'STREAM_KEY=live_728537776_3CWRhcqTrYYS7yGv5bZdF6dkCiC'],
    },
  },
];
