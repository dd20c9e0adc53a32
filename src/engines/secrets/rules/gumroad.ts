import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Tokens of Gumroad. */
export const gumroadRules: readonly Rule[] = [
  {
    id: 'gumroad-access-token',
    name: 'Gumroad access token',
    provider: 'Gumroad',
    why: 'Anyone with it can read the sales and customers of the account and change its products.',
    severity: 'high',
    confidence: 'medium',
    revoke: "Delete the application in the account's advanced settings, or create a new token there.",
    revokeUrl: 'https://gumroad.com/settings/advanced',
    source: 'https://app.gumroad.com/api',
    keywords: ['gumroad'],
    pattern: assigned(
      '(?<![a-z])gumroad[\\w.-]{0,20}(?:token|secret|key)',
      '(?:[A-Za-z0-9_-]{43}|[0-9a-f]{64})',
    ),
    minEntropy: 3,
    samples: {
      hit: [
        'GUMROAD_ACCESS_TOKEN=HmRKhy7RNb0FQ4fGij5GyXhOzPrritafupdU8Pby7Wa',
        "gumroad_application_secret: '1a8aa5f188adcde7cf0a03c1b5b95fd676ea9d7531209d55bdfaaa604ae5c015'",
      ],
      clean: [
        'GUMROAD_ACCESS_TOKEN=oOtOg7lvy6jhOP1nAvOfJQ2voroavQ',
        'GUMROAD_PRODUCT_ID=GJPDHTUjas2wB8npfXQcdZqahZ99z75tigtXi72nlDp',
        'GUMROAD_ACCESS_TOKEN=$TOKEN',
      ],
    },
  },
];
