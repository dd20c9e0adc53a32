import type { Rule } from '../rule';

/** Tokens of Slack apps; other files cover sessions and older tokens. */
export const slackRules: readonly Rule[] = [
  {
    id: 'slack-bot-token',
    name: 'Slack bot token',
    provider: 'Slack',
    why: 'Anyone with it can read and write in every channel that the bot was invited to, within its scopes.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the tokens of the app, or call auth.revoke with it, and install the app again.',
    revokeUrl: 'https://api.slack.com/apps',
    source: 'https://docs.slack.dev/authentication/tokens',
    keywords: ['xoxb-'],
    pattern: /(?<!\w)(?<!xoxe\.)xoxb-\d{10,13}-\d{10,13}-[0-9A-Za-z]{24}(?!\w)/g,
    samples: {
      hit: [
        'SLACK_BOT_TOKEN=xoxb-839268760539-2297457542079-NkDIS89TnOraJ0Uz2L5z9AvJ',
        'slack_bot_token: xoxb-143697451895-1827384981117-9MXrIqlbyHtfctT8IkK7voRK',
      ],
      clean: [
        'SLACK_BOT_TOKEN=$SLACK_BOT_TOKEN',
        'SLACK_BOT_TOKEN=xoxb-123978098949-8874867918411-eKTWesss9gyfhb2i1c6mq',
      ],
    },
  },
  {
    id: 'slack-user-token',
    name: 'Slack user token',
    provider: 'Slack',
    why: 'Anyone with it can read and write as its owner, direct messages included, within its scopes.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the tokens of the app, or call auth.revoke with it, and install the app again.',
    revokeUrl: 'https://api.slack.com/apps',
    source: 'https://docs.slack.dev/authentication/tokens',
    keywords: ['xoxp-', 'xoxe-'],
    pattern: /(?<!\w)(?<!xoxe\.)xox[pe](?:-\d{10,13}){3}-[0-9A-Za-z]{28,34}(?!\w)/g,
    samples: {
      hit: [
        'SLACK_USER_TOKEN=xoxp-407946901925-588901838330-1348353631039-f6830c8c09bdbc792390b337dce91814',
        "const slackUserToken = 'xoxp-171195952641-722188423580-9299825166192-227d7e396e41dfe2194dbff8dfa4f061';",
      ],
      clean: [
        'SLACK_USER_TOKEN=$SLACK_USER_TOKEN',
        'SLACK_USER_TOKEN=xoxp-713244208655-098647104890-2752869430398-eecf0869c03aedfacc845cd',
      ],
    },
  },
  {
    id: 'slack-app-token',
    name: 'Slack app-level token',
    provider: 'Slack',
    why: 'Anyone with it can open a socket as the app and receive the events of every workspace that installed it.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Revoke the token in the list of app-level tokens of the app and create a new one.',
    revokeUrl: 'https://api.slack.com/apps',
    source: 'https://docs.slack.dev/authentication/tokens',
    keywords: ['xapp-'],
    pattern: /(?<!\w)xapp-\d-[0-9A-Z]{9,13}-\d{10,14}-[0-9a-f]{64}(?!\w)/g,
    samples: {
      hit: [
        'SLACK_APP_TOKEN=xapp-1-A0K705M7EYN-9495600042662-5ee90816d62945312d545efcd48ccb276469ff70f5475e60ae6edaa0f3f5e6fd',
        'export SLACK_APP_TOKEN="xapp-1-A012W0BBNTN-1720859124038-46dc323c9113aa5c08901bcf2a896cfc281e6f61532a02f7b29426091ce999b1"',
      ],
      clean: [
        'SLACK_APP_TOKEN=$SLACK_APP_TOKEN',
        'SLACK_APP_TOKEN=xapp-1-A0A54Y3E89H-0773178334368-303fedbe54ac44f7d4c50d817ee0c62fda782e06f86e5d1d92c359f345b8c',
      ],
    },
  },
  {
    id: 'slack-config-access-token',
    name: 'Slack app configuration or rotated access token',
    provider: 'Slack',
    why: 'Anyone with it can change the apps of its owner, or act as the app that rotates its tokens, for twelve hours.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Revoke it with auth.revoke, together with its refresh token.',
    revokeUrl: 'https://api.slack.com/apps',
    source: 'https://docs.slack.dev/authentication/tokens',
    keywords: ['xoxe.xoxp-', 'xoxe.xoxb-'],
    pattern: /(?<!\w)xoxe\.xox[bp]-\d-[0-9A-Za-z]{140,180}(?!\w)/g,
    samples: {
      hit: [
        'SLACK_CONFIG_TOKEN=xoxe.xoxp-1-WEtV00wVlty4MqHCvREeiDuh7dIBcs3tlJznOuR1h7ZvQeTlzJPSh8RgVQkxRDOIuzW08lbVmuxMmq4ooy4LpSasRLjExtyQWJuvtYeEjXiCUi0wWsutwAxTdubzeM10wH4YU2k6IdTG6znl65B8XzKfW8Zc605pBqORRU',
        'slack_config_token = "xoxe.xoxp-1-iKm9VdlXZXfI4qjpNHyHVr0et6tph3obEV6IDhrqKbf9BZpYwcMHEvslWwp8cUS8iqfv4k2AIzGHtzsdBZFkvt2xdMU507WNH3XnsJNFB5wN4qRXxfyoEHHh2saHG7DHwyoWGsknTqAeY0Ir2voqvkIlh0YMvI5DacqvYy"',
      ],
      clean: [
        'SLACK_CONFIG_TOKEN=$SLACK_CONFIG_TOKEN',
        'SLACK_CONFIG_TOKEN=xoxe.xoxp-1-slfD1E0iQhNgLo586OTNk9up2MBQ33RQyKesroGfEXoxI2QMh9PaATK3UnzXAYz1CBLhqoZ7HkQkW138BUABLAWjLECfUA6yfSby268Mzg13ZGUdPfwuLLkmXOFLhI',
      ],
    },
  },
  {
    id: 'slack-config-refresh-token',
    name: 'Slack refresh token',
    provider: 'Slack',
    why: 'Anyone with it can get new access tokens repeatedly.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke it with auth.revoke; it also becomes void when it is used once.',
    revokeUrl: 'https://api.slack.com/apps',
    source: 'https://docs.slack.dev/authentication/using-token-rotation',
    keywords: ['xoxe-'],
    pattern: /(?<!\w)xoxe-\d-[0-9A-Za-z]{140,180}(?!\w)/g,
    samples: {
      hit: [
        'SLACK_REFRESH_TOKEN=xoxe-1-wfOtne8UMga5hKvK6dmjrhS6DgbFaxgwrg09ZLkFetvPMY4ANFZUNlSRXU7FI1UcGBdLGhS24JUgKOSTgjbzkTPmPYiapIlaaQQ4p3pAeTKCiyhInHBPi7i7ncia16xz1VHnBpBZ2AbshJrJCq',
        '"slackRefreshToken": "xoxe-1-W1N6o8asBS40RxqqT701JdIGW1E2mTTQEkAWE5MpyFSp3DCRkEHxyLwHRueL9KNBqauQYqt5FKZtvNy2KgQScA6NDbWMrklQvp1hOLtZrilZH8FwLutEvNU05a3Lny2Nef64oQtZMojsesMSnH"',
      ],
      clean: [
        'SLACK_REFRESH_TOKEN=$SLACK_REFRESH_TOKEN',
        'SLACK_REFRESH_TOKEN=xoxe-1-kgFNsIzIP2F9PSam6CYqGy9aPeZNyC5ZHxO1STD2RItQpXesOKAiPKK4WT6GZurJIuJQGy4DPUedJRqOnbr5559sQ9DiAsTzhm4SdFWLD8zHHEMc24NJfifZlsAKiJ',
      ],
    },
  },
];
