import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Tokens of Postmark. */
export const postmarkRules: readonly Rule[] = [
  {
    id: 'postmark-api-token',
    name: 'Postmark server or account token',
    provider: 'Postmark',
    why: "Anyone with it can send e-mail from the server's domains and read what was sent; with an account token, manage all servers.",
    severity: 'critical',
    confidence: 'medium',
    revoke: "Delete the token on the server's or the account's API Tokens page and create a new one.",
    revokeUrl: 'https://account.postmarkapp.com/api_tokens',
    source: 'https://postmarkapp.com/developer/api/overview',
    keywords: ['postmark'],
    pattern: assigned('postmark', '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}'),
    minEntropy: 3,
    samples: {
      hit: [
        'POSTMARK_SERVER_TOKEN=23701e44-c175-4028-a006-eaf54ba1f196',
        '-H "X-Postmark-Server-Token: 7e896b6e-bc89-4b10-a9f6-5af795283fce"',
      ],
      clean: ['POSTMARK_SERVER_TOKEN=f17dbec8', 'POSTMARK_SERVER_TOKEN=POSTMARK_API_TEST'],
    },
  },
];
