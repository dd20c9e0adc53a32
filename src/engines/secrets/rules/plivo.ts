import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Tokens of Plivo. */
export const plivoRules: readonly Rule[] = [
  {
    id: 'plivo-auth-token',
    name: 'Plivo auth token',
    provider: 'Plivo',
    why: "Anyone with it and the auth ID can call and send messages on the account's bill and read its logs.",
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Regenerate the auth token in the Plivo console.',
    revokeUrl: 'https://console.plivo.com/dashboard/',
    source: 'https://www.plivo.com/docs/voice/api/request',
    keywords: ['plivo'],
    pattern: assigned('plivo[\\w.-]{0,20}(?:token|secret|password)', '[A-Za-z0-9]{40}'),
    minEntropy: 3.5,
    check: mixedCharacters,
    samples: {
      hit: [
        'PLIVO_AUTH_TOKEN=4jvWzZ32Ixd81bHNfUWZx1RE6TlFVW4eHR3NEZWS',
        "plivoAuthToken: 'jj5Pq7KuVkrWFEoBhu4QcnUEv2svUCFEVL18UkJo',",
      ],
      clean: ['PLIVO_AUTH_ID=MAW2PD73JIIQ006EUG5M', 'PLIVO_AUTH_TOKEN=txKBxopo7F2l9daGl9PQ'],
    },
  },
];
