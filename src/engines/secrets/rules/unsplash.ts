import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Unsplash. */
export const unsplashRules: readonly Rule[] = [
  {
    id: 'unsplash-key',
    name: 'Unsplash access or secret key',
    provider: 'Unsplash',
    why: 'Anyone with it can use up the quota of the application and, with the secret, ask for tokens in its name.',
    severity: 'low',
    confidence: 'medium',
    revoke: 'Contact the support of Unsplash or register a new application.',
    revokeUrl: 'https://unsplash.com/oauth/applications',
    source: 'https://unsplash.com/documentation#authorization',
    keywords: ['unsplash'],
    pattern: assigned('unsplash[\\w.-]{0,20}(?:key|secret|id|token)', '[\\w-]{43}'),
    minEntropy: 4,
    check: mixedCharacters,
    samples: {
      hit: [
        'UNSPLASH_SECRET_KEY=FJZGL0OPr9XUyHnUawm3tHvHfW8uWnpnGcAZELt2Eks',
        'unsplash_secret_key = "sjay3YUvX0vWVaw9ciAqoHQCjVh1fWYrkERkDppLK13"',
      ],
      clean: [
        'UNSPLASH_SECRET_KEY=$UNSPLASH_SECRET_KEY',
        'UNSPLASH_SECRET_KEY=2mwV0CbF7zDrAlLip0JGwQyoo32vwyx6uGCYP2pR',
      ],
    },
  },
];
