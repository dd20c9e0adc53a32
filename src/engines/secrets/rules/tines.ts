import { passwordRule } from '../passwordRule';
import type { Rule } from '../rule';

/** Webhooks of Tines, whose URL alone can start a story. */
export const tinesRules: readonly Rule[] = [
  passwordRule({
    id: 'tines-webhook-url',
    name: 'Tines webhook URL',
    provider: 'Tines',
    why: 'Anyone with the URL can start the story behind it with data of their own.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Create a new secret in the settings of the webhook action, and use the URL that it gives.',
    keywords: ['.tines.'],
    pattern:
      /https:\/\/[\w-]{1,63}\.tines\.(?:com|io)\/webhook\/[0-9a-f]{32}\/(?<secret>[0-9a-f]{32})(?![0-9A-Za-z])/g,
    check: ({ kind }) => (kind.role === 'product' ? undefined : 'low'),
    source: 'https://www.tines.com/docs/actions/types/webhook/',
    samples: {
      hit: [
        'TINES_WEBHOOK=https://quiet-lake-4821.tines.com/webhook/a824fcf5a179bb1574c477e8f0a6e272/b96f69fd4da35308cfb8aafcf85a661f',
        'curl -X POST https://acme.tines.io/webhook/1a53221a1b6f1f5e72fcd83fddc3b550/bf39f64d87f7853bcbfe09feb5fe3fd2 -d @alert.json',
      ],
      clean: [
        'https://acme.tines.com/webhook/<path>/<secret>',
        'https://www.tines.com/docs/actions/types/webhook/',
      ],
    },
  }),
];
