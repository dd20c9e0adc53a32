import type { Rule } from '../rule';

/** Credentials of SendGrid. */
export const sendgridRules: readonly Rule[] = [
  {
    id: 'sendgrid-api-token',
    name: 'SendGrid API key',
    provider: 'SendGrid',
    why: "Anyone with it can send mail in its owner's name and, depending on its scopes, read contacts and change settings.",
    severity: 'critical',
    confidence: 'high',
    revoke:
      'Delete the key in the list of API keys and create a new one with as few permissions as it needs.',
    revokeUrl: 'https://app.sendgrid.com/settings/api_keys',
    source: 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
    keywords: ['sg.'],
    pattern: /(?<!\w)SG\.[\w-]{22}\.[\w-]{43}(?![\w-])/g,
    reach: { before: 4, after: 80 },
    samples: {
      hit: [
        'SENDGRID_API_KEY=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',
        'sendgrid_api_key = "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"',
      ],
      clean: [
        'SENDGRID_API_KEY=$SENDGRID_API_KEY',
        'SENDGRID_API_KEY=SG.HFz1bP1g0UzZWGDQmIuRnM.5T_aN_eI56F1O_PHrXqnM3fCOscAWxCTUwbA7V3K',
      ],
    },
  },
];
