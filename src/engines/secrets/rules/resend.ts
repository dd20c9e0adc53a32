import { mixedCharacters } from '../checks/mixedCharacters';
import type { Rule } from '../rule';

/** Credentials of Resend. */
export const resendRules: readonly Rule[] = [
  {
    id: 'resend-api-key',
    name: 'Resend API key',
    provider: 'Resend',
    why: "Anyone with it can send mail from its owner's domains and, with full access, read what was sent.",
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the key in the list of API keys and create a new one.',
    revokeUrl: 'https://resend.com/api-keys',
    source: 'https://resend.com/docs/dashboard/api-keys/introduction',
    keywords: ['re_'],
    pattern: /(?<!\w)re_[0-9A-Za-z]{8}_[0-9A-Za-z]{24}(?!\w)/g,
    reach: { before: 4, after: 60 },
    minEntropy: 3.5,
    check: mixedCharacters,
    samples: {
      hit: [
        'RESEND_API_KEY=re_g8e6H4CN_P7d2RhYJB6JjtYxzT8FYG6Nl',
        '"resendApiKey": "re_K13oXOef_dcYIup9I1J7r7vN41R5jBb3h"',
      ],
      clean: ['RESEND_API_KEY=$RESEND_API_KEY', 'RESEND_API_KEY=re_O9CtmJuI_PYFijVEvlXfMO0AyjzW1m'],
    },
  },
];
