import type { Rule } from '../rule';

/** Credentials of WooCommerce. */
export const woocommerceRules: readonly Rule[] = [
  {
    id: 'woocommerce-consumer-secret',
    name: 'WooCommerce consumer secret',
    provider: 'WooCommerce',
    why: 'Together with the consumer key, anyone can read and change orders, customers and products of the shop.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the key in the advanced settings of the shop, under REST API, and create a new one.',
    revokeUrl: 'https://woocommerce.com/document/woocommerce-rest-api/',
    source: 'https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication',
    keywords: ['cs_'],
    pattern: /(?<!\w)cs_[0-9a-f]{40}(?!\w)/g,
    minEntropy: 3,
    samples: {
      hit: [
        'WC_CONSUMER_SECRET=cs_5b6989ef412733f857e0c0cbbf60cc6e4aa9c1b8',
        'export WC_CONSUMER_SECRET="cs_9a35a5616138024a4312fedf6cb65dd9c38fb2f0"',
      ],
      clean: [
        'WC_CONSUMER_SECRET=$WC_CONSUMER_SECRET',
        'WC_CONSUMER_SECRET=cs_76f5b91fe29593a76f56f0b23c80b5248224c',
      ],
    },
  },
  {
    id: 'woocommerce-consumer-key',
    name: 'WooCommerce consumer key',
    provider: 'WooCommerce',
    why: 'It names a key of the shop; its secret is often nearby.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Revoke the key in the advanced settings of the shop, under REST API, and create a new one.',
    revokeUrl: 'https://woocommerce.com/document/woocommerce-rest-api/',
    source: 'https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication',
    keywords: ['ck_'],
    pattern: /(?<!\w)ck_[0-9a-f]{40}(?!\w)/g,
    minEntropy: 3,
    samples: {
      hit: [
        'WC_CONSUMER_KEY=ck_07900e619eaae1b8d7a25a3eb28df60a7070965f',
        'wc_consumer_key = "ck_78ab5a05f104515cf39c518fa48e171665037b58"',
      ],
      clean: ['WC_CONSUMER_KEY=$WC_CONSUMER_KEY', 'WC_CONSUMER_KEY=ck_58493f782b8bd4478222ef85b0fd1ed218823'],
    },
  },
];
