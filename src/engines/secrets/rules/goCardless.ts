import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Tokens of GoCardless. */
export const goCardlessRules: readonly Rule[] = [
  {
    id: 'gocardless-api-token',
    name: 'GoCardless access token',
    provider: 'GoCardless',
    why: 'Anyone with a live one can collect, refund and read payments of the business by direct debit.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the token in the list of access tokens of the dashboard.',
    revokeUrl: 'https://manage.gocardless.com/developers/access-tokens',
    source: 'https://developer.gocardless.com/api-reference/#overview-authentication',
    keywords: ['gocardless', 'gc_access', 'gc_token'],
    pattern: assigned('(?<![a-z])(?:gocardless|gc_(?:access|token))', '(?:live|sandbox)_[A-Za-z0-9_-]{40}'),
    minEntropy: 4,
    samples: {
      hit: [
        'GOCARDLESS_ACCESS_TOKEN=live_EWgQAztyAUxcnu9ItdaPGTMPtWYwo77SruLtzQ7a',
        "gocardless.accessToken = 'sandbox_vVip-aq9mS6LNMQc4FObPh96qkHGICyTKvdjG7nb'",
      ],
      clean: [
        'GOCARDLESS_ACCESS_TOKEN=live_vDpHdWvNBHfo5kmvW42f',
        'GOCARDLESS_ENVIRONMENT=live',
        'STRIPE_ACCESS_TOKEN=live_IsRQarV3Aq6F27PIYAp6fIoghHX5PeThRlieWQEK',
      ],
    },
  },
  {
    id: 'gocardless-webhook-secret',
    name: 'GoCardless webhook secret',
    provider: 'GoCardless',
    why: 'Anyone with it can send events that the receiver accepts as ones of GoCardless, such as a payment that was made.',
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Create a new webhook endpoint with a new secret in the dashboard.',
    revokeUrl: 'https://manage.gocardless.com/developers/webhook-endpoints',
    source: 'https://developer.gocardless.com/getting-started/api/staying-up-to-date-with-webhooks/',
    keywords: ['gocardless'],
    pattern: assigned('(?<![a-z])gocardless[\\w.-]{0,20}hook[\\w.-]{0,10}secret', '[A-Za-z0-9_-]{40}'),
    minEntropy: 4,
    samples: {
      hit: [
        'GOCARDLESS_WEBHOOK_SECRET=kfC039du9BNhklMkUvR04y5f6bo1WSMhIhHKNBva',
        "gocardlessWebhookEndpointSecret: 'mCqgxXWGJ5X7REpzUyaqjkQlZfcxx1o-jEB3Zs0b'",
      ],
      clean: [
        'GOCARDLESS_WEBHOOK_SECRET=lcIJ2M4ogrbKpOS0YbzK',
        'GOCARDLESS_WEBHOOK_URL=iqKiD5Ct1WmBuOhdRWFEywsNB9WkGPS6fbNKyQNJ',
        'GOCARDLESS_WEBHOOK_SECRET=$SECRET',
      ],
    },
  },
];
