import { mixedCharacters } from '../checks/mixedCharacters';
import type { Rule } from '../rule';

/** Keys of ImageKit. */
export const imagekitRules: readonly Rule[] = [
  {
    id: 'imagekit-private-key',
    name: 'ImageKit private API key',
    provider: 'ImageKit',
    why: 'Anyone with it can read, upload and delete the media library of the account.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Delete the key under Developer options and create a new one.',
    revokeUrl: 'https://imagekit.io/dashboard/developer/api-keys',
    source: 'https://imagekit.io/docs/api-keys',
    keywords: ['private_'],
    pattern: /(?<![A-Za-z0-9_])private_[A-Za-z0-9+/]{27}=(?![\w=])/g,
    minEntropy: 3.8,
    check: mixedCharacters,
    samples: {
      hit: [
        'IMAGEKIT_PRIVATE_KEY=private_XbCq9KvbeobG0BuX+KbkIVpM2m0=',
        "new ImageKit({ privateKey: 'private_rKp/EWkKF3DzB1W9KKUgCue4VT0=' })",
      ],
      clean: [
        'IMAGEKIT_PUBLIC_KEY=public_RNwmMlkfHWP54GYU+WrOjFTMlzj=',
        'IMAGEKIT_PRIVATE_KEY=private_rFwseKvpzK=',
      ],
    },
  },
];
