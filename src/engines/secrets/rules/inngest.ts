import type { Rule } from '../rule';

/** Keys of Inngest. */
export const inngestRules: readonly Rule[] = [
  {
    id: 'inngest-signing-key',
    name: 'Inngest signing key',
    provider: 'Inngest',
    why: "Anyone with it can start the application's functions and read their runs.",
    severity: 'high',
    confidence: 'high',
    revoke: 'Rotate the signing key under Manage, Signing key.',
    revokeUrl: 'https://app.inngest.com/env/production/manage/signing-key',
    source: 'https://www.inngest.com/docs/platform/signing-keys',
    keywords: ['signkey-'],
    pattern: /(?<![\w-])signkey-(?:prod|test|branch)-[0-9a-f]{32,64}(?![\w-])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'INNGEST_SIGNING_KEY=signkey-prod-f3487d1f8b26fe7ff92defee66a1ce2bcc4d1ffc9ede297212ed53eb9cf8b339',
        '"signingKey": "signkey-test-b41556404516c575ac0b24c4c03fbab2"',
      ],
      clean: [
        'INNGEST_SIGNING_KEY=signkey-prod-9b2a1ec8bd',
        'designkey-prod-58c0024a292e8f046c6821bb2421efdad61787b2773d6f257d60faeff68ba19d',
      ],
    },
  },
];
