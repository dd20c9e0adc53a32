import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Tokens of Loggly. */
export const logglyRules: readonly Rule[] = [
  {
    id: 'loggly-customer-token',
    name: 'Loggly customer token',
    provider: 'Loggly',
    why: 'Anyone with it can write false log entries into the account and use up its quota.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Retire the token under Source Setup, Customer Tokens.',
    revokeUrl: null,
    source:
      'https://documentation.solarwinds.com/en/success_center/loggly/content/admin/token-based-api-authentication.htm',
    keywords: ['loggly'],
    pattern:
      /loggly\.com(?::443)?\/(?:inputs|bulk)\/(?<secret>[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})(?![\w-])/gi,
    samples: {
      hit: [
        'curl -d hello https://logs-01.loggly.com/inputs/490512f9-3c5f-4164-afe5-e3886ab4a157/tag/http/',
        '<url>http://logs-01.loggly.com/bulk/42b53630-2c46-43a4-83fb-fb375db434ac</url>',
      ],
      clean: [
        'https://logs-01.loggly.com/inputs/TOKEN/tag/http/',
        'https://example.org/inputs/fa59e040-dd51-4d7f-b542-720848ebaaf5',
      ],
    },
  },
  {
    id: 'loggly-assigned-token',
    name: 'Loggly token',
    provider: 'Loggly',
    why: 'Anyone with a customer token can write false log entries; with an API token, search all of them.',
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Retire the token under Source Setup, Customer Tokens, or API Tokens.',
    revokeUrl: null,
    source:
      'https://documentation.solarwinds.com/en/success_center/loggly/content/admin/token-based-api-authentication.htm',
    keywords: ['loggly'],
    pattern: assigned('loggly', '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}'),
    minEntropy: 3,
    samples: {
      hit: [
        'LOGGLY_TOKEN=36d9fabe-d9f8-4719-82e5-efddcbbbd4cd',
        'loggly: { logglyToken: "bf23af83-fc20-4e60-8141-0fcc05f0a627" }',
      ],
      clean: ['LOGGLY_TOKEN=a2c342df', 'LOGGLY_TOKEN=$LOGGLY_TOKEN'],
    },
  },
];
