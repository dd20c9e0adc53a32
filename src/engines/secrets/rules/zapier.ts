import type { Rule } from '../rule';

/** Credentials of Zapier. */
export const zapierRules: readonly Rule[] = [
  {
    id: 'zapier-webhook-url',
    name: 'Zapier catch hook',
    provider: 'Zapier',
    why: 'Anyone with it can start the Zap, with data of their choice.',
    severity: 'low',
    confidence: 'high',
    revoke: 'Replace the trigger of the Zap, which then has a new address.',
    revokeUrl: 'https://zapier.com/app/zaps',
    source: 'https://help.zapier.com/hc/en-us/articles/8496288690317',
    keywords: ['hooks.zapier.com/hooks'],
    pattern:
      /hooks\.zapier\.com\/hooks\/(?:catch|standard|raw)\/(?:silent\/)?(?<secret>\d{4,10}\/[0-9A-Za-z]{5,40})(?!\w)/g,
    samples: {
      hit: [
        'ZAPIER_HOOK=https://hooks.zapier.com/hooks/catch/0921794/388j132/',
        "const zapierHook = 'https://hooks.zapier.com/hooks/catch/5873084/264051i/';",
      ],
      clean: ['ZAPIER_HOOK=$ZAPIER_HOOK', 'ZAPIER_HOOK=https://hooks.zapier.com/hooks/catch/9158978/7t'],
    },
  },
];
