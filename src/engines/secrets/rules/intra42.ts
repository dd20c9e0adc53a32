import type { Rule } from '../rule';

/** Client secrets of 42's intranet. */
export const intra42Rules: readonly Rule[] = [
  {
    id: 'intra42-client-secret',
    name: '42 intra API client secret',
    provider: '42',
    why: "Anyone with it can use 42's API as the application, with all its roles and scopes.",
    severity: 'high',
    confidence: 'high',
    revoke: "Generate a new secret on the application's page of 42's intranet.",
    revokeUrl: 'https://profile.intra.42.fr/oauth/applications',
    source: 'https://api.intra.42.fr/apidoc/guides/getting_started',
    keywords: ['s-s4t2'],
    pattern: /(?<![\w-])s-s4t2(?:ud|af)-[0-9a-f]{64}(?![\w-])/g,
    samples: {
      hit: [
        'FORTYTWO_CLIENT_SECRET=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',
        'client_secret: "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"',
      ],
      clean: [
        'FORTYTWO_CLIENT_ID=u-s4t2ud-4eda05b90ac0c3a4f45bbb453d4400224ab2e2f0c47e810e53ddf0c8d4ddb2e2',
        'FORTYTWO_CLIENT_SECRET=s-s4t2ud-8656b64c4dcaa37990f520feba76c96deea79418',
        'client_secret: ENV.fetch("FT_SECRET")',
      ],
    },
  },
];
