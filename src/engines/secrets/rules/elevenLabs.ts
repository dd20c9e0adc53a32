import type { Check, Rule } from '../rule';

/** Keys have the prefix `sk_` since 2024. Older ones are 32 hexadecimal digits without a prefix. */
const checkPrefix: Check = ({ secret }) => (secret.startsWith('sk_') ? 'high' : undefined);

/** Keys of ElevenLabs. */
export const elevenLabsRules: readonly Rule[] = [
  {
    id: 'elevenlabs-api-key',
    name: 'ElevenLabs API key',
    provider: 'ElevenLabs',
    why: 'Anyone with it can use up the credits of the account and speak with the voices that were cloned in it.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Delete the key in the list of API keys of the account.',
    revokeUrl: 'https://elevenlabs.io/app/settings/api-keys',
    source: 'https://elevenlabs.io/docs/api-reference/authentication',
    keywords: [
      'elevenlabs',
      'eleven_labs',
      'eleven-labs',
      'eleven_api',
      'xi-api-key',
      'xi_api_key',
      'xiapikey',
    ],
    pattern:
      /(?:eleven[_-]?labs|eleven_api|xi[_-]?api[_-]?key)[^\n]{0,80}?(?<![A-Za-z0-9_-])(?<secret>sk_[0-9a-f]{48}|[0-9a-f]{32})(?![A-Za-z0-9_-])/gi,
    minEntropy: 3,
    check: checkPrefix,
    samples: {
      hit: [
        'ELEVENLABS_API_KEY=sk_e2b4473e10686811e3cae3704e11e2e88b3f729f08684792',
        'client = ElevenLabs(api_key="sk_41ea34f48890d78e49b209f06ca390b9f0cd4255effe4be4")',
        'curl -H "xi-api-key: 9361e28142a01ff303977bfcafe08fdc" https://api.elevenlabs.io/v1/voices',
      ],
      clean: [
        'ELEVENLABS_API_KEY=sk_32d3b2133816d6f348554b9631bf7d62f89d5c3f',
        'ELEVENLABS_VOICE_ID=bU0bvmL1dJ3hxKsVjmFn',
        'STRIPE_KEY=sk_e8331b7840964a0cb6cc28ca35ff8369c6be84b5affe8d03',
        'ELEVENLABS_API_KEY=$ELEVENLABS_KEY',
      ],
    },
  },
];
