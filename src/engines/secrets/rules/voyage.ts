import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Voyage AI. */
export const voyageRules: readonly Rule[] = [
  {
    id: 'voyage-api-key',
    name: 'Voyage AI API key',
    provider: 'Voyage AI',
    why: "Anyone with it can make embeddings at its owner's cost.",
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Delete the key on the API keys page and create a new one.',
    revokeUrl: 'https://dashboard.voyageai.com/organization/api-keys',
    source: 'https://docs.voyageai.com/docs/api-key-and-installation',
    keywords: ['voyage'],
    pattern: assigned('voyage', 'pa-[\\w-]{43}'),
    minEntropy: 4,
    samples: {
      hit: [
        'VOYAGE_API_KEY=pa-PCmPMDkg1k18pcRyAKzc4oa5MAkaiwCuK4NXsUBsS-S',
        'export VOYAGE_API_KEY="pa-AOe9Me5T-I2PqOpNuIGj0ktBH1uwyta7E8e3sBrBzuA"',
      ],
      clean: ['VOYAGE_API_KEY=$VOYAGE_API_KEY', 'VOYAGE_API_KEY=pa-4dliv8YYYk3ysEVJ-FPqaFDnBmcGbwltAWVStKqt'],
    },
  },
];
