import { assigned } from '../patterns';
import type { Check, Rule } from '../rule';

/** A token begins with the base64 of its bot’s id, which is a number. */
const isBotToken: Check = ({ secret }) =>
  /^\d{17,20}$/.test(Buffer.from(secret.split('.')[0] ?? '', 'base64').toString('latin1')) ? 'high' : 'no';

/** Discord. Its application ids are public: they stand in the link that bots are invited by. */
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
        'DISCORD_TOKEN=MTg4NjE4MTkwODA3NzI4NTc2.099wWa.eXgFosfK-wSor3KIbKBju25xoAo83Uk2npixwh',
        "client.login('MTQzNTg1NTYzMTU1ODU0NzI3.3BSNfT.WPURP9srGC392YI0wB6-Fm43QJt');",
        '{ "token": "MTczNzkzODU1MjI1NTk1OTky.VO5P47.XyKTW8gwawnc0tPx39PAFB5QmUsySevTjLiMSa" }',
      ],
      clean: [
        'DISCORD_TOKEN=M9VotlPW2wwQD8preDcCiADL.4MXdiL.YT8cK8ryUWXVxrQ1t3sq9kgYTpw1KOZcZQG3J9',
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
        'DISCORD_WEBHOOK=https://discord.com/api/webhooks/122261740351542637/E6qE5ffwGzFfvASGKPfnA-HYKtnqhBbbsoz6Fuqa20EvI4G0WUEuy6pglT4VFEpn88eN',
        'curl -d x https://discordapp.com/api/v10/webhooks/1202065414112705370/g8ceKxv-09WMLmIm4ukMuuS9K7hIiB0ZHwkL7MxOq1KhD4TirrzZonfMhH2LTIXzF73X',
      ],
      clean: [
        'https://discord.com/api/webhooks/194237904750808313',
        'https://example.com/webhooks/156314567357100036/HvPohBz2rBGv6ixkkgluE3f3TzAStcTDzQKZEZPtE05UqF1uKhsXUKiszeJgXTjzi2k0',
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
    pattern: assigned('discord[\\w.\\-]{0,16}secret', '[A-Za-z0-9_-]{32}'),
    minEntropy: 3.5,
    samples: {
      hit: [
        'DISCORD_CLIENT_SECRET=TTqmcwdgzdkCvoapHAnT7hf6yi4Sdr_s',
        "discordSecret: 'eCOGcl3y2FWz-cDeYCp_RArQZDL5h8JY'",
      ],
      clean: ['DISCORD_CLIENT_ID=117847192120088197', 'DISCORD_CLIENT_SECRET=$SECRET'],
    },
  },
];
