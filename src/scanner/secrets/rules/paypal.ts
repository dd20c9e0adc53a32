import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Tokens and secrets of PayPal and Braintree. */
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
  {
    id: 'paypal-braintree-access-token',
    name: 'Braintree access token',
    provider: 'PayPal',
    why: "Anyone with it can take payments and issue refunds in the merchant's name.",
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the token under the PayPal developer dashboard, or disconnect the Braintree app.',
    revokeUrl: 'https://developer.paypal.com/braintree/docs/guides/extend/oauth/access-tokens',
    source: 'https://developer.paypal.com/braintree/docs/guides/extend/oauth/access-tokens',
    keywords: ['access_token$'],
    pattern:
      /(?<![A-Za-z0-9_])access_token\$(?:production|sandbox)\$[0-9a-z]{16}\$[0-9a-f]{32}(?![A-Za-z0-9_])/g,
    samples: {
      hit: [
        'BRAINTREE_ACCESS_TOKEN=access_token$production$9303ryltqdlek5n9$9a935a147490d990c1c75b24dd95fa02',
        "accessToken: 'access_token$sandbox$su8zixn0j0dz8dd6$f3cd718a7d151e6f71a5d8dc893898e5',",
      ],
      clean: ['accessToken: access_token$production$qrmo0pjlsqstegsi', 'echo $access_token$production'],
    },
  },
];
