import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of Mailjet. */
export const mailjetRules: readonly Rule[] = [
  {
    id: 'mailjet-secret-key',
    name: 'Mailjet secret key',
    provider: 'Mailjet',
    why: "Anyone with it and the API key can send e-mail in the account's name and read its contacts.",
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Reset the secret key under Account settings, API key management.',
    revokeUrl: 'https://app.mailjet.com/account/apikeys',
    source: 'https://dev.mailjet.com/email/guides/getting-started/',
    keywords: ['mailjet', 'mj_apikey_private'],
    pattern: assigned('mj_apikey_private|mailjet[\\w.-]{0,20}(?:secret|private|password)', '[0-9a-f]{32}'),
    minEntropy: 3,
    samples: {
      hit: [
        'MJ_APIKEY_PRIVATE=83e5ae9e0754a18053b6629da2fde45e',
        "mailjet_secret_key: 'f2474b67c98f1d26f7e2f0bbca411a87'",
      ],
      clean: ['MJ_APIKEY_PUBLIC=42dd923fb48f3ca527b78fe2f7069fce', 'MJ_APIKEY_PRIVATE=53604e2fabea'],
    },
  },
  {
    id: 'mailjet-api-key',
    name: 'Mailjet API key',
    provider: 'Mailjet',
    why: 'It names the account; with the secret key, anyone can send e-mail in its name.',
    severity: 'medium',
    confidence: 'low',
    revoke: 'Reset the secret key that belongs to it under Account settings, API key management.',
    revokeUrl: 'https://app.mailjet.com/account/apikeys',
    source: 'https://dev.mailjet.com/email/guides/getting-started/',
    keywords: ['mailjet', 'mj_apikey_public'],
    pattern: assigned('mj_apikey_public|mailjet_?(?:api_?|public_?){0,2}(?:key|user)', '[0-9a-f]{32}'),
    minEntropy: 3,
    samples: {
      hit: [
        'MJ_APIKEY_PUBLIC=f65211c06561234d4527f3cd59cf0221',
        '"mailjetApiKey": "ff1bf31797bdd7a142af2cad24e1de46"',
      ],
      clean: ['MAILJET_SECRET_KEY=13844f4869cb982f9da0a5b3258a163f', 'MAILJET_API_KEY=1940afec'],
    },
  },
];
