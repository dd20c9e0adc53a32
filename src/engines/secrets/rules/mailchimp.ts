import type { Rule } from '../rule';

/** Keys of Mailchimp. */
export const mailchimpRules: readonly Rule[] = [
  {
    id: 'mailchimp-api-key',
    name: 'Mailchimp API key',
    provider: 'Mailchimp',
    why: 'Anyone with it can read every contact of the account and send campaigns to them.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Disable the key under Account, Extras, API keys.',
    revokeUrl: 'https://us1.admin.mailchimp.com/account/api/',
    source: 'https://mailchimp.com/developer/marketing/guides/quick-start/',
    keywords: ['-us1', '-us2', '-us3', '-us4', '-us5', '-us6', '-us7', '-us8', '-us9'],
    pattern: /(?<![\w-])[0-9a-f]{32}-us\d{1,2}(?![\w-])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'MAILCHIMP_API_KEY=d3f7e3c2c12bc2a0f5abcfaf7c38cc62-us12',
        'curl -u "anystring:27dcc39d6397223fe3a655ccb00b200d-us6" https://us6.api.mailchimp.com/3.0/',
      ],
      clean: [
        'MAILCHIMP_API_KEY=6fbad6491fd6caee3bdc-us12',
        'digest: 33a689133c5cca9ccdea6e7a3215c6f4-usage',
        'lang=0SBi-us1',
      ],
    },
  },
];
