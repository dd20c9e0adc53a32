import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of UptimeRobot. */
export const uptimerobotRules: readonly Rule[] = [
  {
    id: 'uptimerobot-api-key',
    name: 'UptimeRobot main API key',
    provider: 'UptimeRobot',
    why: 'Anyone with it can read and, unless it is read-only, change or delete all monitors.',
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Regenerate the key on the page of integrations and API.',
    revokeUrl: 'https://dashboard.uptimerobot.com/integrations',
    source: 'https://uptimerobot.com/api/legacy/',
    keywords: ['uptime'],
    pattern: assigned('uptime[_.-]?robot', 'ur?\\d{5,9}-[0-9a-f]{24}'),
    samples: {
      hit: [
        'UPTIMEROBOT_API_KEY=u1828192-b1f9dcedb3c49f64faf18f5e',
        "const uptimerobotApiKey = 'u1753513-f05807504d35327c0b3c9858';",
      ],
      clean: [
        'UPTIMEROBOT_API_KEY=$UPTIMEROBOT_API_KEY',
        'UPTIMEROBOT_API_KEY=u1413793-2c032fb6476ea943c8503',
      ],
    },
  },
];
