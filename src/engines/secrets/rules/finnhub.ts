import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of Finnhub. */
export const finnhubRules: readonly Rule[] = [
  {
    id: 'finnhub-access-token',
    name: 'Finnhub API key',
    provider: 'Finnhub',
    why: "Anyone with it can read market data at the account's expense.",
    severity: 'low',
    confidence: 'medium',
    revoke: 'Regenerate the key on the dashboard.',
    revokeUrl: 'https://finnhub.io/dashboard',
    source: 'https://finnhub.io/docs/api/authentication',
    keywords: ['finnhub'],
    pattern: assigned('(?<![a-z])finnhub', '[a-z0-9]{20}(?:[a-z0-9]{20})?'),
    minEntropy: 3,
    samples: {
      hit: [
        'FINNHUB_API_KEY=2wq3knlfgy19u2bxzrcf',
        "finnhubToken: 'jes7gf8m34waarjwb7ax7cs34p96vi697przlnz6'",
      ],
      clean: [
        'FINNHUB_API_KEY=ih5x0pj8tycaqdw',
        'FINNHUB_API_KEY=uqod9fm3ntf8212hda206xsywizlw5',
        'FINNHUB_API_KEY=<api key>',
      ],
    },
  },
];
