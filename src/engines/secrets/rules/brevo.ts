import type { Rule } from '../rule';

/** Credentials of Brevo. */
export const brevoRules: readonly Rule[] = [
  {
    id: 'sendinblue-api-token',
    name: 'Brevo (Sendinblue) API key',
    provider: 'Brevo',
    why: "Anyone with it can send mail in its owner's name and read and change all contacts.",
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the key in the list of API keys and create a new one.',
    revokeUrl: 'https://app.brevo.com/settings/keys/api',
    source: 'https://developers.brevo.com/docs/getting-started',
    keywords: ['xkeysib-'],
    pattern: /(?<!\w)xkeysib-[0-9a-f]{64}-[0-9A-Za-z]{16}(?!\w)/g,
    samples: {
      hit: [
        'BREVO_API_KEY=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',
        '"brevoApiKey": "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"',
      ],
      clean: [
        'BREVO_API_KEY=$BREVO_API_KEY',
        'BREVO_API_KEY=xkeysib-7352f636bb569c42aee20bb5af064c8c482aadd78cdc6ea9262311a60797ed6e-LLPdRRbXdetSB',
      ],
    },
  },
  {
    id: 'brevo-smtp-key',
    name: 'Brevo (Sendinblue) SMTP key',
    provider: 'Brevo',
    why: "Anyone with it can send mail in its owner's name.",
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the key in the list of SMTP keys and create a new one.',
    revokeUrl: 'https://app.brevo.com/settings/keys/smtp',
    source: 'https://help.brevo.com/hc/en-us/articles/7959631848850',
    keywords: ['xsmtpsib-'],
    pattern: /(?<!\w)xsmtpsib-[0-9a-f]{64}-[0-9A-Za-z]{16}(?!\w)/g,
    samples: {
      hit: [
        'SMTP_PASSWORD=xsmtpsib-3977c70c41bc98b36def41760536beae4ad1cd319ecc5fe965c846d7adae9da5-wl4ENKsby8bIKYs8',
        'smtp_password: xsmtpsib-badbae79357f21c466b5781a169e55b800b7f7a7cfc4b69029c858cfd1129c3e-2mjVJNwzDIK4X9bL',
      ],
      clean: [
        'SMTP_PASSWORD=$SMTP_PASSWORD',
        'SMTP_PASSWORD=xsmtpsib-7a64245c5f7f8d23a27c0aa08871d1e2a849a91a6423fb71aaecfb04f4b227fc-4Cc8vAXMITTfU',
      ],
    },
  },
];
