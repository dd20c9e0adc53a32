import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of Mailgun. */
export const mailgunRules: readonly Rule[] = [
  {
    id: 'mailgun-private-api-key',
    name: 'Mailgun private API key',
    provider: 'Mailgun',
    why: "Anyone with it can send e-mail from the account's domains and read its logs and mailing lists.",
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the key under API keys in the control panel.',
    revokeUrl: 'https://app.mailgun.com/settings/api_security',
    source: 'https://documentation.mailgun.com/docs/mailgun/api-reference/authentication',
    keywords: ['key-'],
    pattern: /(?<![\w-])key-[0-9a-f]{32}(?![\w-])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'MAILGUN_API_KEY=key-628860e412f8f61712777ab6391c5a0a',
        "curl -s --user 'api:key-afde4eb6c93d510cf80f69508d81fefa' https://api.mailgun.net/v3/mg.example.org/messages",
      ],
      clean: [
        'MAILGUN_API_KEY=key-64b1644a11f2c4562e1e',
        'class="monkey-835d0236c3b28a6420be6eecdb4018e4"',
        'pubkey-f4d20bd16da49c1e6d3204c9fe8a73b4',
      ],
    },
  },
  {
    id: 'mailgun-api-key',
    name: 'Mailgun account or sending key',
    provider: 'Mailgun',
    why: "Anyone with it can send e-mail from the account's domains; with an account key, also read its logs and lists.",
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the key under API keys in the control panel.',
    revokeUrl: 'https://app.mailgun.com/settings/api_security',
    source: 'https://documentation.mailgun.com/docs/mailgun/api-reference/authentication',
    keywords: ['mailgun', 'mg_api_key', 'mg_key'],
    pattern: /(?<![\w-])[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}(?![\w-])/g,
    reach: { before: 160, after: 256 },
    minEntropy: 3,
    samples: {
      hit: [
        'MAILGUN_API_KEY=774f6019c8a72b348e032f27782abc1b-b6906ec3-caf80696',
        "curl -s --user 'api:941b8bab0829d14e600e26da579f02c5-e7516027-ff4b2482' https://api.mailgun.net/v3/domains",
      ],
      clean: [
        'MAILGUN_API_KEY=55f125e62bd349132ef4bd17e30d860c-6f70d236',
        'build: dd04beccd81f187dfa81b6e36271a1af-b056a1b5-56d810fe',
        'MAILGUN_BATCH=00874380-67d8-41b0-9b72-c0c8b64d65ee',
      ],
    },
  },
  {
    id: 'mailgun-webhook-signing-key',
    name: 'Mailgun webhook signing key',
    provider: 'Mailgun',
    why: "Anyone with it can forge events that the receiver accepts as Mailgun's.",
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Regenerate the HTTP webhook signing key under API security.',
    revokeUrl: 'https://app.mailgun.com/settings/api_security',
    source: 'https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks',
    keywords: ['mailgun'],
    pattern: assigned('mailgun[\\w.-]{0,20}(?:sign|webhook)', '[0-9a-f]{32}'),
    minEntropy: 3,
    samples: {
      hit: [
        'MAILGUN_WEBHOOK_SIGNING_KEY=66f24f543b30669b0737c7eb4fb32a50',
        'mailgun_signing_key: "e9595948bba6f3773ab04d3b8397de20"',
      ],
      clean: [
        'MAILGUN_WEBHOOK_URL=https://example.org',
        'MAILGUN_SIGNING_KEY=63f09c29ceea563bbf8831c659bb3c4c-077e17ea-e6c61354',
      ],
    },
  },
  {
    id: 'mailgun-public-key',
    name: 'Mailgun public validation key',
    provider: 'Mailgun',
    why: "It only allows to validate e-mail addresses on the account's bill.",
    severity: 'low',
    confidence: 'high',
    revoke: 'Delete the key under API keys in the control panel.',
    revokeUrl: 'https://app.mailgun.com/settings/api_security',
    source: 'https://documentation.mailgun.com/docs/mailgun/api-reference/authentication',
    keywords: ['pubkey-'],
    pattern: /(?<![\w-])pubkey-[0-9a-f]{32}(?![\w-])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'MAILGUN_PUBLIC_KEY=pubkey-1a0d4ed140493419b31cb5dc41f25ccc',
        "validate('pubkey-1753e37d81beeee91e5a5eab072a973f');",
      ],
      clean: ['MAILGUN_PUBLIC_KEY=pubkey-f81ba5398d', 'mypubkey-334332369184531c3dbff5a5d0eed79e'],
    },
  },
];
