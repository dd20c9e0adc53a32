import type { Rule } from '../rule';

/** Credentials of Scalingo. */
export const scalingoRules: readonly Rule[] = [
  {
    id: 'scalingo-api-token',
    name: 'Scalingo API token',
    provider: 'Scalingo',
    why: 'Anyone with it can read and change every application that its owner has at Scalingo, environments included.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the token on the account page and create a new one.',
    revokeUrl: 'https://dashboard.scalingo.com/account/tokens',
    source: 'https://developers.scalingo.com/tokens',
    keywords: ['tk-us-'],
    pattern: /(?<!\w)tk-us-[\w-]{48}(?![\w-])/g,
    samples: {
      hit: [
        'SCALINGO_API_TOKEN=tk-us-p7v2LFTSxx9dcXheYKC49diJ2kpDraaL620exvpPlxU9SVRc',
        'scalingo_api_token: tk-us-OhbDeqDiQgDMvWBIFgHDUo8Rp407eLe1TF7yH4TtT6RIXdJH',
      ],
      clean: [
        'SCALINGO_API_TOKEN=$SCALINGO_API_TOKEN',
        'SCALINGO_API_TOKEN=tk-us-bNWFkq7SDGIQhXNXo6eUHPJ5J2ES0t09oot3XNBawblr6',
      ],
    },
  },
];
