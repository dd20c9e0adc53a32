import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Tokens of Lokalise. */
export const lokaliseRules: readonly Rule[] = [
  {
    id: 'lokalise-api-token',
    name: 'Lokalise API token',
    provider: 'Lokalise',
    why: 'Anyone with it can read and change the translations of every project of its owner.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Revoke the token in the profile under API tokens.',
    revokeUrl: 'https://app.lokalise.com/profile',
    source: 'https://developers.lokalise.com/reference/api-authentication',
    keywords: ['lokalise'],
    pattern: assigned('lokalise[\\w.-]{0,20}(?:token|key|secret)', '[0-9a-f]{40}'),
    minEntropy: 3,
    samples: {
      hit: [
        'LOKALISE_API_TOKEN=241f7559759a82482705feb190082c78c5522959',
        '"lokaliseApiToken": "5b2dcecf8ab3f7d66fe52beeac0e6d6c0c384d58"',
      ],
      clean: [
        'LOKALISE_PROJECT_ID=db2ad402b2a0c4cb12512.04873052',
        'LOKALISE_API_TOKEN=cd232ae4e1e8e3a85cde',
      ],
    },
  },
];
