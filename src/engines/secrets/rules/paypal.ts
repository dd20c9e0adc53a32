import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Secrets of PayPal; braintree.ts covers Braintree. */
export const paypalRules: readonly Rule[] = [
  {
    id: 'paypal-client-secret',
    name: 'PayPal client secret',
    provider: 'PayPal',
    why: "Anyone with it and the client ID can read transactions and make payments and refunds in the merchant's name.",
    severity: 'critical',
    confidence: 'medium',
    revoke: "Generate a new secret on the app's page and disable this one.",
    revokeUrl: 'https://developer.paypal.com/dashboard/applications/live',
    source: 'https://developer.paypal.com/api/rest/',
    keywords: ['paypal', 'pay_pal'],
    pattern: assigned('pay_?pal[\\w.-]{0,24}(?:secret|key|token|password)', 'E[A-Za-z0-9_-]{79}'),
    minEntropy: 4.2,
    samples: {
      hit: [
        'PAYPAL_CLIENT_SECRET=EyS1BNymDG1FNCYWeD6oR_7i01ZAeuw6vd1YI5SK0a9HVPHJRn974nsrubL-TzlJFnYG4IBuo8RyCv3y',
        '"paypalSecret": "EXOA7oR-3p2CEQzcQFtwPAZ0DnTahKwgItgeRsT0nJpt5cLQ-ytatXD3bQcISF5aAHNzkAeQBsHaRN1p"',
      ],
      clean: [
        'PAYPAL_CLIENT_ID=AV2xmIbouAaeOIEAd2vwV6i7FJZNY5KSZ_IegWrwDRdBjj1UNVjX51_WsXuc7DnLuRxZxm9X4LBehe1o',
        'PAYPAL_CLIENT_SECRET=ErcRTEU6gwxd6TCbYcC6KvK5kAY9NOgRqMoEWO07v',
      ],
    },
  },
];
