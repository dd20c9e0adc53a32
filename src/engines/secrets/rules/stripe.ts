import type { Rule } from '../rule';

/** Keys of Stripe. Other providers use the same prefixes with other lengths. */
export const stripeRules: readonly Rule[] = [
  {
    id: 'stripe-access-token',
    name: 'Stripe secret key',
    provider: 'Stripe',
    why: 'Anyone with it can read all customers and payments, make refunds and pay out money.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Roll the key on the API keys page.',
    revokeUrl: 'https://dashboard.stripe.com/apikeys',
    source: 'https://docs.stripe.com/keys',
    keywords: ['sk_live_', 'sk_org_live_'],
    pattern:
      /(?<!\w)sk_(?:org_)?live_(?!a2V5X)[0-9A-Za-z]{24}(?:[0-9A-Za-z]{10}(?:[0-9A-Za-z]{50,110})?)?(?!\w)/g,
    samples: {
      hit: [
        'STRIPE_SECRET_KEY=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',
        'export STRIPE_SECRET_KEY="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"',
      ],
      clean: [
        'STRIPE_SECRET_KEY=$STRIPE_SECRET_KEY',
        'STRIPE_SECRET_KEY=sk_live_51CcgsgP4my7iptFxqnFReLGHkFvrPCq7ZJjyhaWwleyS1lB4Wl7Qw1zhdS5AWr5WMJbY',
      ],
    },
  },
  {
    id: 'stripe-restricted-key',
    name: 'Stripe restricted key',
    provider: 'Stripe',
    why: 'Anyone with it can read customers and payments or move money, as far as the key allows.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Roll the key on the API keys page.',
    revokeUrl: 'https://dashboard.stripe.com/apikeys',
    source: 'https://docs.stripe.com/keys/restricted-api-keys',
    keywords: ['rk_live_'],
    pattern: /(?<!\w)rk_live_[0-9A-Za-z]{24}(?:[0-9A-Za-z]{10}(?:[0-9A-Za-z]{50,110})?)?(?!\w)/g,
    samples: {
      hit: [
        'STRIPE_RESTRICTED_KEY=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',
        'stripe_restricted_key = "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"',
      ],
      clean: [
        'STRIPE_RESTRICTED_KEY=$STRIPE_RESTRICTED_KEY',
        'STRIPE_RESTRICTED_KEY=rk_live_51DmoNouuEKDRd7fg1mZdNY1imGkAsW3XYthTkShFjGsckGoM8VoB9UULNo0pTPYM8LLY',
      ],
    },
  },
  {
    id: 'stripe-test-key',
    name: 'Stripe secret key of a sandbox or test mode',
    provider: 'Stripe',
    why: 'Anyone with it can read and change test data; no real money is reached.',
    severity: 'low',
    confidence: 'high',
    revoke: 'Roll the key on the API keys page.',
    revokeUrl: 'https://dashboard.stripe.com/test/apikeys',
    source: 'https://docs.stripe.com/keys',
    keywords: ['sk_test_', 'rk_test_', 'sk_org_test_'],
    pattern:
      /(?<!\w)(?:sk_(?:org_)?|rk_)test_(?!a2V5X)[0-9A-Za-z]{24}(?:[0-9A-Za-z]{10}(?:[0-9A-Za-z]{50,110})?)?(?!\w)/g,
    samples: {
      hit: [
        'STRIPE_SECRET_KEY=sk_test_51l10wguB5TjqHCHfgJFhJVyA8XX9eUTdVypoM8ljDvAVUv0ZCxOE0DZfrKlfj9iBryxJxBFSiSnhgjswIQooyGnQk4vVfnCRfM',
        '"stripeSecretKey": "sk_test_51Oezv3qxXvhPeRXhWkt5XtknGsB7F2k7Nmst1FLffD3LUPszjXpfpFn4wniRXPHfsW2MnKhgRXE1ZBmLq7PzqL22Fbju4fEI00"',
      ],
      clean: [
        'STRIPE_SECRET_KEY=$STRIPE_SECRET_KEY',
        'STRIPE_SECRET_KEY=sk_test_5148Ciu3PzLNk532OnP8kOz8mO9shctg9AUXlRVL5OnUcvZveUm6cC5hdjKv6mR6JCmpO',
      ],
    },
  },
  {
    id: 'stripe-webhook-secret',
    name: 'Stripe webhook signing secret',
    provider: 'Stripe',
    why: 'Anyone with it can forge events, such as payments that were never made.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Roll the signing secret of the webhook endpoint.',
    revokeUrl: 'https://dashboard.stripe.com/webhooks',
    source: 'https://docs.stripe.com/webhooks#verify-official-libraries',
    keywords: ['whsec_'],
    pattern: /(?<!\w)whsec_[0-9A-Za-z]{32}(?:[0-9a-f]{32})?(?![\w+/=])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'STRIPE_WEBHOOK_SECRET=whsec_iAsOdbW8dusWFqRsq0Rpf3Sh4KPVZgbO',
        'stripe_webhook_secret: whsec_AeBr7bZlGiKdWnzBT0f1KXs13QhHjpa1',
      ],
      clean: [
        'STRIPE_WEBHOOK_SECRET=$STRIPE_WEBHOOK_SECRET',
        'STRIPE_WEBHOOK_SECRET=whsec_t3Co23zFWSAIQri86xoUmJSjZMsIL',
      ],
    },
  },
];
