import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Tokens of Pipedrive. */
export const pipedriveRules: readonly Rule[] = [
  {
    id: 'pipedrive-api-token',
    name: 'Pipedrive API token',
    provider: 'Pipedrive',
    why: 'Anyone with it can read and change the deals and contacts that its owner can.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Regenerate the token under Personal preferences, API.',
    revokeUrl: 'https://app.pipedrive.com/settings/api',
    source: 'https://pipedrive.readme.io/docs/how-to-find-the-api-token',
    keywords: ['pipedrive'],
    pattern: assigned('pipedrive[\\w.-]{0,20}(?:token|key|secret)', '[0-9a-f]{40}'),
    minEntropy: 3,
    samples: {
      hit: [
        'PIPEDRIVE_API_TOKEN=70fbf0ddf997acf93686a5c6de3c5dbbf8d8b891',
        '"pipedrive_api_token": "07380bc7135ed47b53905dcfe1b49d1d0729b7a1"',
      ],
      clean: ['PIPEDRIVE_API_TOKEN=04fc004d5fe8', 'PIPEDRIVE_API_TOKEN=$TOKEN'],
    },
  },
];
