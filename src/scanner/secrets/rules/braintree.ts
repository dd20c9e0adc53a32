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
        'BRAINTREE_ACCESS_TOKEN=access_token$production$4jmbixyuoobbxgvv$86334a8a4075da1cb3dce864a3b3a397',
        'accessToken: "access_token$sandbox$ozg3cw6jjavu336n$c050c4cde7d6381dac18ede876953719"',
      ],
      clean: [
        'access_token$production$<merchant>$<token>',
        'access_token$staging$el2r6ho07askvxzu$bfcfd48a6931f68231b5c192c4de76fc',
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
    pattern: assigned('braintree[\\w.\\-]{0,16}private', '[0-9a-f]{32}'),
    minEntropy: 3,
    samples: {
      hit: [
        'BRAINTREE_PRIVATE_KEY=f1081e12f2667e17bbfb3ebc95748ce1',
        "'braintree_private_key' => '62a65c73285a667e665333898173d367'",
      ],
      clean: ['BRAINTREE_MERCHANT_ID=1k9x3qhtjbdp8qcg', 'BRAINTREE_PRIVATE_KEY=$KEY'],
    },
  },
];
