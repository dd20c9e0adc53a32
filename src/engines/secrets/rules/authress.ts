import type { Rule } from '../rule';

/** Authress. */
export const authressRules: readonly Rule[] = [
  {
    id: 'authress-service-client-access-key',
    name: 'Authress service client access key',
    provider: 'Authress',
    why: 'Anyone with it signs tokens as the service client and can change who may do what.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the access key of the service client in the management portal.',
    revokeUrl: 'https://authress.io/app/#/manage?focus=clients',
    source: 'https://authress.io/knowledge-base/docs/authorization/service-clients/secrets-scanning',
    keywords: ['.acc_', '.acc-'],
    reach: { before: 50, after: 160 },
    pattern:
      /(?<![A-Za-z0-9_])(?:sc|ext|scauth|authress)_[A-Za-z0-9]{5,30}\.[A-Za-z0-9]{4,6}\.acc[_-][A-Za-z0-9-]{10,32}\.[A-Za-z0-9+/_=-]{30,120}/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'AUTHRESS_KEY=sc_x1Y1IpmKcxZz.kjou.acc_7pa751zxvj0eg8.Bv9aBVJos4oVPYxI1KBixw+g7mQUSbJZrcNV8mhrFWhw9XlrFh2XpqMV9lYxaUhw',
        '"accessKey": "authress_t34dkbcnkmznsrom.royw2.acc-9b1nfctqak6d.M5hZtDW3cQsVcB5a3MQw-0VKot2fCUqiY6pkRdN34F2Rb8trnz33BvsQ2gysWcTgCajm0QfWBpxBmw-k"',
      ],
      clean: ['sc_4g1n58d1jm86.wr64.acc_8yo8o1i6p4bg13.short', 'data.acc_total.sum'],
    },
  },
];
