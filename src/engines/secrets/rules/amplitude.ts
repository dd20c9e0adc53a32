import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Amplitude. Its API keys are public: web pages and apps contain them. */
export const amplitudeRules: readonly Rule[] = [
  {
    id: 'amplitude-secret-key',
    name: 'Amplitude secret key',
    provider: 'Amplitude',
    why: 'With the public API key, anyone can export all events of the project, with what they say of its users.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Rotate the secret key in the project’s settings.',
    revokeUrl: 'https://app.amplitude.com/',
    source: 'https://amplitude.com/docs/apis/authentication',
    keywords: ['amplitude'],
    pattern: assigned('amplitude[\\w.\\-]{0,16}secret', '[0-9a-f]{32}'),
    minEntropy: 3,
    samples: {
      hit: [
        'AMPLITUDE_SECRET_KEY=e7f1aac8e5aca65b2f44c056333f01db',
        '"amplitudeSecret": "d58e7fcac38e478d7fe0386643a54e1f"',
      ],
      clean: ['AMPLITUDE_API_KEY=c5773222ab0049b70afc958314c6376d', 'AMPLITUDE_SECRET_KEY=$KEY'],
    },
  },
];
