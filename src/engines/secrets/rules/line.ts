import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Tokens of the LINE Messaging API. */
export const lineRules: readonly Rule[] = [
  {
    id: 'line-channel-access-token',
    name: 'LINE channel access token',
    provider: 'LINE',
    why: "Anyone with it can send messages in the name of the LINE account and read its followers' profiles.",
    severity: 'high',
    confidence: 'medium',
    revoke: "Reissue the token on the channel's Messaging API page.",
    revokeUrl: 'https://developers.line.biz/console/',
    source: 'https://developers.line.biz/en/docs/basics/channel-access-token/',
    keywords: [
      'channel_access_token',
      'channelaccesstoken',
      'channel-access-token',
      'line_channel',
      'line_bot',
      'linebot',
      'linechannel',
    ],
    pattern: assigned(
      '(?<![a-z])line_?(?:bot|channel)|channel[_-]?access[_-]?token',
      '[A-Za-z0-9+/]{130,180}={0,2}',
    ),
    reach: { before: 64, after: 384 },
    minEntropy: 4.5,
    samples: {
      hit: [
        'LINE_CHANNEL_ACCESS_TOKEN=jcHzzEIF45Ku7tif1UvNO1RmCWOaaHL0yy2Vy/YRAkFHPckUurYwsPr+4MCZRwIQZiUCBSR1UOLhdeHTnU9mTAjBz8nzgn47MW4lgSA/+TfD98q+8iJcxKf9vORzwTTlPMuadq0SBoD9/Ou4T6WIoEax7vkylWi84AaW3J0sh/m=',
        "const config = { channelAccessToken: '6nig4hNLQYo/Ntf3+FcqxCiRRUu39nUiovSxag1MYPSF4Swn9T79gSPOxrGCocDtJQTIsBs3qnM35kBgQ5nm5fL3wYlNNjRKmVKsxSg7hZ9C1DSb4o5YQoOq9y5/05jGN/TaT8O5JxkCICbx2Z/e//TtuhZl97gfu8H4bwN7CN==' };",
      ],
      clean: [
        'LINE_CHANNEL_ACCESS_TOKEN=q77ohoQDuELqOUJYjUE2pdt51b7+rmGaVeakR/CH8M+yix6GwzbMPxoekHdX=',
        'online_channel = "nVlVZa/RbSm2gT4L+cjWzcdYBaxsFwKzC8grtWJ4lx4G7vgWkg2xEZQlDeupG9wgnOlE+VaJ2lPdmQZC3lYk8flZBwv0JI7Ho3TxN7e4ji6IZhiwOso6tASC3tDyptGAtBxR3/rUIH1cUeq+u/4HjLtvii8Qj7HQ0M6RkA/BRm1="',
        'channelAccessToken: process.env.CHANNEL_ACCESS_TOKEN',
      ],
    },
  },
  {
    id: 'line-channel-secret',
    name: 'LINE channel secret',
    provider: 'LINE',
    why: 'Anyone with it can forge webhooks of the channel and issue access tokens for it.',
    severity: 'high',
    confidence: 'medium',
    revoke: "Reissue the secret on the channel's Basic settings page.",
    revokeUrl: 'https://developers.line.biz/console/',
    source: 'https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/',
    keywords: ['channelsecret', 'channel_secret', 'line_bot', 'linebot', 'line_login', 'linelogin'],
    pattern: assigned(
      '(?<![a-z])(?:line_?(?:bot|login)[\\w-]{0,20}|(?:line_?)?channel_?)secret',
      '[0-9a-f]{32}',
    ),
    minEntropy: 3,
    samples: {
      hit: [
        'LINE_CHANNEL_SECRET=cd9a16ac728460dc4c04d5e15d25ec2f',
        "new Client({ channelSecret: '89d02d6bee0f46bf5bc93aa22a546669' })",
      ],
      clean: ['LINE_CHANNEL_SECRET=8feb9d996a650e3b', 'LINE_CHANNEL_ID=3516741332'],
    },
  },
];
