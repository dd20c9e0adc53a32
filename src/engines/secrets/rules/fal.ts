import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of fal. */
export const falRules: readonly Rule[] = [
  {
    id: 'fal-api-key',
    name: 'fal API key',
    provider: 'fal',
    why: "Anyone with it can run models at the account's expense and read what they made.",
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the key on the keys page.',
    revokeUrl: 'https://fal.ai/dashboard/keys',
    source: 'https://docs.fal.ai/model-apis/authentication',
    keywords: ['fal_', 'fal.', 'falkey', 'falai'],
    pattern: assigned(
      '(?<![a-z])fal[_.-]?(?:ai|key|api|client|config)',
      '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}:[0-9a-f]{32}',
    ),
    minEntropy: 3,
    samples: {
      hit: [
        'FAL_KEY=41bf7f29-56b7-4bfb-ad1b-b58d801f6ce7:94ab0220e94b3d50a805f067ab4dcc65',
        'fal_api_key: "c5bc23c6-c4a6-4b7e-a4da-bf469378b150:cb08feab854c456d336c00900255f01e"',
      ],
      clean: [
        'FAL_KEY=163b3e1f-12ad-4622-b12b-88d73230c5a6',
        'FALSE_KEY=7b3b34e5-055f-473a-82fd-0194aa4a6fb5:574abb060a8c55ed733d3e07a320ed00',
        'FAL_KEY=$FAL_KEY',
      ],
    },
  },
];
