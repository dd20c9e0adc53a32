import { passwordRule } from '../passwordRule';
import type { Rule } from '../rule';

/** Webhooks of Tines, whose addresses are all that is needed to start a story. */
export const tinesRules: readonly Rule[] = [
  passwordRule({
    id: 'tines-webhook-url',
    name: 'Tines webhook URL',
    provider: 'Tines',
    why: 'Anyone with the URL can start the story behind it with data of their own.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Make a new secret in the settings of the webhook action, and use the URL that it gives.',
    keywords: ['.tines.'],
    pattern:
      /https:\/\/[\w-]{1,63}\.tines\.(?:com|io)\/webhook\/[0-9a-f]{32}\/(?<secret>[0-9a-f]{32})(?![0-9A-Za-z])/g,
    check: ({ kind }) => (kind.role === 'source' ? undefined : 'low'),
    source: 'https://www.tines.com/docs/actions/types/webhook/',
    samples: {
      hit: [
        'TINES_WEBHOOK=https://quiet-lake-4821.tines.com/webhook/0f9a7c3e5b8d24601f7a3c9e5b8d2046/7f3a9c1e5b8d2460f1a7c3e95b8d2046',
        'curl -X POST https://acme.tines.io/webhook/5b8d24601f7a3c9e5b8d20460f9a7c3e/c3e95b8d20467f3a9c1e5b8d2460f1a7 -d @alert.json',
      ],
      clean: [
        'https://acme.tines.com/webhook/<path>/<secret>',
        'https://www.tines.com/docs/actions/types/webhook/',
      ],
    },
  }),
];
