import type { Rule } from '../rule';

/** Credentials of Telegram. */
export const telegramRules: readonly Rule[] = [
  {
    id: 'telegram-bot-api-token',
    name: 'Telegram bot token',
    provider: 'Telegram',
    why: 'Anyone with it controls the bot: they read what people write to it and answer in its name.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Send /revoke to BotFather, which issues a new token.',
    revokeUrl: 'https://t.me/BotFather',
    source: 'https://core.telegram.org/bots/api#authorizing-your-bot',
    keywords: [':aa'],
    pattern: /(?:(?<!\w)|(?<=bot|_))\d{8,10}:AA[\w-]{33}(?![\w-])/g,
    reach: { before: 20, after: 60 },
    minEntropy: 3.5,
    samples: {
      hit: [
        'TELEGRAM_BOT_TOKEN=5494087218:AARGnfjMiVLH6WdTXlpVo74CxwdgTUuu7Ds',
        'curl https://api.telegram.org/bot9671125445:AAE92beZBeMH6upRgrvTxuxR2UJJBUcjPns/getMe',
      ],
      clean: [
        'TELEGRAM_BOT_TOKEN=$TOKEN',
        'TELEGRAM_BOT_TOKEN=3198069542:AA6EqjNs2bRndtUa0RqOjel7L0Kit3',
        '00:1A:2B:AA:BB:CC',
      ],
    },
  },
];
