import type { Rule } from '../rule';

/** Tokens of Polar. */
export const polarRules: readonly Rule[] = [
  {
    id: 'polar-access-token',
    name: 'Polar organisation or personal access token',
    provider: 'Polar',
    why: "Anyone with it can read the organisation's customers and orders and change its products.",
    severity: 'critical',
    confidence: 'high',
    revoke: "Delete the token in the organisation's or the user's settings.",
    revokeUrl: 'https://polar.sh/settings',
    source: 'https://polar.sh/docs/integrate/oat',
    keywords: ['polar_oat_', 'polar_pat_'],
    pattern: /(?<![A-Za-z0-9_])polar_[op]at_[A-Za-z0-9_-]{36,64}(?![\w-])/g,
    minEntropy: 3.8,
    samples: {
      hit: [
        'POLAR_ACCESS_TOKEN=polar_oat_X20RGaN2tmEtXCKAvKBi1I05NMGRKdn6AWvPgcTNu8j',
        'new Polar({ accessToken: "polar_pat_MIOVMTAs3LC4OfxZFwhSIA2nAF3XBuTqukjGIRnRq4g" })',
      ],
      clean: [
        'POLAR_ACCESS_TOKEN=polar_oat_lIE0qC1lVA',
        'bipolar_oat_mvfzuwT1S7jTO60OurBvrt0rXfKct53VBdzmy5vGOye',
      ],
    },
  },
];
