import { assigned } from '../patterns';
import type { Check, Rule } from '../rule';

/** A token begins with the base64 of its bot’s id, which is a number. */
const isBotToken: Check = ({ secret }) =>
  /^\d{17,20}$/.test(Buffer.from(secret.split('.')[0] ?? '', 'base64').toString('latin1')) ? 'high' : 'no';

/** Discord. Its application ids are public: the invitation links of bots contain them. */
export const discordRules: readonly Rule[] = [
  {
    id: 'discord-bot-token',
    name: 'Discord bot or user token',
    provider: 'Discord',
    why: 'Anyone with it acts as the bot, or the user: reads and writes in every server that it is in.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Reset the token of the bot in the developer portal; for a user’s token, change the password.',
    revokeUrl: 'https://discord.com/developers/applications',
    source: 'https://discord.com/developers/docs/reference#authentication',
    keywords: ['discord', 'token', '.login(', '.run(', 'bot '],
    reach: { before: 90, after: 180 },
    pattern:
      /(?<![A-Za-z0-9_.-])[MNO][A-Za-z0-9]{22,26}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,38}(?![A-Za-z0-9_.-])/g,
    minEntropy: 3.5,
    check: isBotToken,
    samples: {
      hit: [
        'DISCORD_TOKEN=MTExNTI4OTIzMzY2Njc5ODY0.w33qAx.nEYd2n2RupAx-nClqjAslOQPFPazLp002rGEmO',
        "client.login('MTY2MjI1NjY4NDg0NjIxODU3.LO3G-l.eeW5oMe_-DRFj_lKB_wOBmFXg1j');",
        '{ "token": "MTI5NTY4NjQ2NzE5ODQ3NzE4.jsW4Fd.qKHBp836rE4H8vS9tgt41TBsIvbYpG2ZmpnCSW" }',
      ],
      clean: [
        'DISCORD_TOKEN=MYy9noMsKpxHL7FOYPyK5Gkm.FYog6O.TJAQ4LVdblpOW8yZwchnaipES3KEkHpKH2cpiJ',
        'DISCORD_TOKEN=MTA.abc.def',
      ],
    },
  },
  {
    id: 'discord-webhook-url',
    name: 'Discord webhook URL',
    provider: 'Discord',
    why: 'Anyone with it can post in the channel, under any name, and delete the webhook.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Delete the webhook in the channel’s integrations.',
    revokeUrl: null,
    source: 'https://discord.com/developers/docs/resources/webhook',
    keywords: ['/webhooks/'],
    pattern:
      /discord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks\/\d{17,20}\/(?<secret>[A-Za-z0-9_-]{60,72})(?![A-Za-z0-9_-])/g,
    minEntropy: 4,
    samples: {
      hit: [
        'DISCORD_WEBHOOK=https://discord.com/api/webhooks/122551642754544810/BZfKUMF-vZANGdlD8gxcN6SLslQ8i0QyrDbVlFihPFn3GO-Qm4zvKexiHsfEVkz0rotv',
        'curl -d x https://discordapp.com/api/v10/webhooks/1951861117004438817/qJme_7qR2UpDYb8zPn-UUWMHX9uLZfAZ6TRDKG11ueZKmU4xBmnPpx5FQE0hixRIuNFA',
      ],
      clean: [
        'https://discord.com/api/webhooks/183010073198262185',
        'https://example.com/webhooks/170920124167626596/udKHcvYzQAIjO52bYuoiBTpkcK1ZW5abJbmc1AslOrPBQ4FNHC2SOcCYHdJP6t0WXaz9',
      ],
    },
  },
  {
    id: 'discord-client-secret',
    name: 'Discord OAuth2 client secret',
    provider: 'Discord',
    why: 'With the public application id, anyone can redeem codes and get tokens as this application.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Reset the client secret in the developer portal.',
    revokeUrl: 'https://discord.com/developers/applications',
    source: 'https://discord.com/developers/docs/topics/oauth2',
    keywords: ['discord'],
    reach: { before: 200, after: 400 },
    pattern: assigned('discord[\\w.\\-]{0,16}secret|client_?secret', '[A-Za-z0-9_-]{32}'),
    minEntropy: 3.5,
    samples: {
      hit: [
        'DISCORD_CLIENT_SECRET=tCDL3WlofG6_QhKjvWhJo7RORW2d0gZr',
        "new DiscordStrategy({ clientID: '153628104980447548', clientSecret: 'jo0fM3BWLv_-maa-a5ndmIeTymrkmfJC' })",
      ],
      clean: ['DISCORD_CLIENT_ID=189526592473937587', 'DISCORD_CLIENT_SECRET=$SECRET'],
    },
  },
];
