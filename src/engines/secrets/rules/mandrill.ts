import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of Mailchimp Transactional, formerly Mandrill. */
export const mandrillRules: readonly Rule[] = [
  {
    id: 'mandrill-api-key',
    name: 'Mailchimp Transactional (Mandrill) API key',
    provider: 'Mandrill',
    why: "Anyone with it can send e-mail in the name of the account's domains and read what was sent.",
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Delete the key under Settings, SMTP & API info.',
    revokeUrl: 'https://mandrillapp.com/settings',
    source: 'https://mailchimp.com/developer/transactional/guides/quick-start/',
    keywords: ['mandrill', 'mailchimp_transactional'],
    pattern: assigned('mandrill|mailchimp_transactional', '(?:md-)?[A-Za-z0-9_-]{22}'),
    minEntropy: 3.3,
    check: mixedCharacters,
    samples: {
      hit: ['MANDRILL_API_KEY=md-OvxndkJ4Xzvuy7kAYcOw6E', '"mandrillApiKey": "8ST7cX0PuBYIBMjROmTs3p"'],
      clean: [
        'MANDRILL_API_KEY=md-zwswhudBq6',
        'MANDRILL_HOST=smtp.mandrillapp.com',
        'MANDRILL_API_KEY=$MANDRILL_KEY',
      ],
    },
  },
];
