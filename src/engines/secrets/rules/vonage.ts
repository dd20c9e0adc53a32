import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Vonage. */
export const vonageRules: readonly Rule[] = [
  {
    id: 'vonage-api-secret',
    name: 'Vonage (Nexmo) API secret',
    provider: 'Vonage',
    why: "Together with the API key, anyone can call and send messages at its owner's cost.",
    severity: 'high',
    confidence: 'medium',
    revoke: 'Revoke the secret in the API settings and create a new one.',
    revokeUrl: 'https://dashboard.vonage.com/settings',
    source: 'https://developer.vonage.com/en/getting-started/concepts/authentication',
    keywords: ['vonage', 'nexmo'],
    pattern: assigned('(?:vonage|nexmo)[\\w.-]{0,20}secret', '[0-9A-Za-z]{16}'),
    minEntropy: 3,
    check: mixedCharacters,
    samples: {
      hit: ['VONAGE_API_SECRET=mIBLVGsmwJCy3diF', "const vonageApiSecret = 'ZybkwWZrInj3LQkO';"],
      clean: ['VONAGE_API_SECRET=$VONAGE_API_SECRET', 'VONAGE_API_SECRET=Qv7hL3Qrnz3Ge'],
    },
  },
];
