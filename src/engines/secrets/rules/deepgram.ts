import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Deepgram. */
export const deepgramRules: readonly Rule[] = [
  {
    id: 'deepgram-api-key',
    name: 'Deepgram API key',
    provider: 'Deepgram',
    why: 'Anyone with it can transcribe at the project’s cost and, within its role, manage the project.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Delete the key in the console.',
    revokeUrl: 'https://console.deepgram.com/',
    source: 'https://developers.deepgram.com/docs/create-additional-api-keys',
    keywords: ['deepgram'],
    pattern: assigned('deepgram', '[0-9a-f]{40}'),
    minEntropy: 3,
    samples: {
      hit: [
        'DEEPGRAM_API_KEY=95721484bf61d3d28a96608d2c1bb628ebb195a4',
        "const deepgram = createClient; const deepgramKey = '8b7f9acd650b6e81916fefda084edcb8ccbdf330'",
      ],
      clean: ['DEEPGRAM_API_KEY=21b37137ab7c56dd3a1ed5d4a729e24f', 'DEEPGRAM_API_KEY=$KEY'],
    },
  },
];
