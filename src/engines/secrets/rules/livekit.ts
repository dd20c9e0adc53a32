import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of LiveKit. */
export const livekitRules: readonly Rule[] = [
  {
    id: 'livekit-api-secret',
    name: 'LiveKit API secret',
    provider: 'LiveKit',
    why: 'Anyone with it can create tokens that join, record and manage every room of the project.',
    severity: 'high',
    confidence: 'medium',
    revoke: "Delete the key pair in the project's settings.",
    revokeUrl: 'https://cloud.livekit.io/projects/p_/settings/keys',
    source: 'https://docs.livekit.io/home/server/generating-tokens/',
    keywords: ['livekit'],
    pattern: assigned('livekit[\\w.-]{0,20}secret', '[A-Za-z0-9]{43,44}'),
    minEntropy: 3.8,
    samples: {
      hit: [
        'LIVEKIT_API_SECRET=1DvF1WBL3pCkUrJ2P84bjvhcXea9th22SEd1tOLjpiB',
        'livekitApiSecret: "DTxTyWKcShNJj8MRjyac6bUi8ZCR74OzD8gExfjuIeHt"',
      ],
      clean: ['LIVEKIT_API_KEY=APIBTgECYvq4Nnq', 'LIVEKIT_API_SECRET=brlS1tOdbbJAKXanTN2m'],
    },
  },
];
