import { assigned } from '../patterns';
import type { Rule } from '../rule';

const KEYS = 'https://www.braintreegateway.com/login';

/** Braintree (PayPal). Its merchant ids, public keys and tokenization keys are public. */
export const braintreeRules: readonly Rule[] = [
  {
    id: 'braintree-access-token',
    name: 'Braintree access token',
    provider: 'Braintree',
    why: 'Anyone with a production token can charge, refund and read the merchant’s payments.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the connected account’s access in the control panel.',
    revokeUrl: KEYS,
    source: 'https://developer.paypal.com/braintree/docs/guides/extend/oauth/access-tokens',
    keywords: ['access_token$'],
    pattern:
      /(?<![A-Za-z0-9_])access_token\$(?:production|sandbox)\$[a-z0-9]{16}\$[0-9a-f]{32}(?![A-Za-z0-9])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'BRAINTREE_ACCESS_TOKEN=access_token$production$vpqmtrwepbho4cim$4616438d2d02a863c96ece26bf888458',
        'accessToken: "access_token$sandbox$hwk7ep0biq2sgph3$3753271841b5e3cfb0dd1a0412793cc8"',
      ],
      clean: [
        'access_token$production$<merchant>$<token>',
        'access_token$staging$lb5q7q021ns7mwyf$95252c9e0170b99e2b99ec56d73ed300',
      ],
    },
  },
  {
    id: 'braintree-private-key',
    name: 'Braintree private key',
    provider: 'Braintree',
    why: 'With the merchant id and the public key, anyone can charge, refund and read the merchant’s payments.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Delete the API key pair in the control panel.',
    revokeUrl: KEYS,
    source: 'https://developer.paypal.com/braintree/articles/control-panel/important-gateway-credentials',
    keywords: ['braintree'],
    reach: { before: 64, after: 400 },
    pattern: assigned('braintree[\\w.\\-]{0,16}private|private_?key', '[0-9a-f]{32}'),
    minEntropy: 3,
    samples: {
      hit: [
        'BRAINTREE_PRIVATE_KEY=2f56cdf1c5242cb3b87d6780c0cdabac',
        "new braintree.BraintreeGateway({\n  merchantId: 'ue35di9fjhkv1m7t',\n  publicKey: 'mbi39vdk1rkxtqtu',\n  privateKey: '0381819740e403ac120fe0ed95f1dffc',\n})",
      ],
      clean: ['BRAINTREE_MERCHANT_ID=egco9zhjjm6ri6uk', 'BRAINTREE_PRIVATE_KEY=$KEY'],
    },
  },
];
