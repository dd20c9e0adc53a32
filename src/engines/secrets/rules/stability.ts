import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Stability AI. */
export const stabilityRules: readonly Rule[] = [
  {
    id: 'stability-api-key',
    name: 'Stability AI API key',
    provider: 'Stability AI',
    why: "Anyone with it can make pictures at its owner's cost.",
    severity: 'high',
    confidence: 'medium',
    revoke: 'Delete the key on the API keys page and create a new one.',
    revokeUrl: 'https://platform.stability.ai/account/keys',
    source: 'https://platform.stability.ai/docs/getting-started/authentication',
    keywords: ['stability'],
    pattern: assigned('stability', 'sk-[0-9A-Za-z]{48}'),
    minEntropy: 4,
    samples: {
      hit: [
        'STABILITY_API_KEY=sk-FJZt36YrRJ90x3Jfa9g445dSJwG1DMu7NM14guf1wRHnEkxk',
        'export STABILITY_API_KEY="sk-TasF0DH0D362FhFdHywJ0h2PA6ch9jvV1i35nqern4goJLkq"',
      ],
      clean: [
        'STABILITY_API_KEY=$STABILITY_API_KEY',
        'STABILITY_API_KEY=sk-deDliUD1WTpJenNGb25KCb6AGp1hN3UdFznweGYEWjRuo',
      ],
    },
  },
];
