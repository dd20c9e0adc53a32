import type { Rule } from '../rule';

/** Tokens of MailerSend. */
export const mailersendRules: readonly Rule[] = [
  {
    id: 'mailersend-api-token',
    name: 'MailerSend API token',
    provider: 'MailerSend',
    why: "Anyone with it can send e-mail from the account's domains within the token's permissions.",
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the token under Integrations, API tokens.',
    revokeUrl: 'https://app.mailersend.com/api-tokens',
    source: 'https://developers.mailersend.com/general.html#authentication',
    keywords: ['mlsn.'],
    pattern: /(?<![\w.-])mlsn\.[0-9a-f]{64}(?![\w-])/g,
    samples: {
      hit: [
        'MAILERSEND_API_KEY=mlsn.75040b6eb0fb30596c5f5869b6f5c946900c23daa31447a3998101d4174e38e9',
        'new MailerSend({ apiKey: "mlsn.7c5dcb578eaf73f31355dbd4dfbeddb440b0b3b3a2f84874a603c5261fbe6656" })',
      ],
      clean: [
        'MAILERSEND_API_KEY=mlsn.7612555858',
        'amlsn.02fd21a249be52e51daf5b91784e98d4cdca3cb73567a6a0e51ff8eca15b613b',
      ],
    },
  },
];
