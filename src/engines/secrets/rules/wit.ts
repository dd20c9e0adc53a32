import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Wit.ai. */
export const witRules: readonly Rule[] = [
  {
    id: 'wit-access-token',
    name: 'Wit.ai server access token',
    provider: 'Wit.ai',
    why: 'Anyone with it can query and retrain the app.',
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Create a new server access token in the settings of the app.',
    revokeUrl: 'https://wit.ai/apps',
    source: 'https://wit.ai/docs/http/#authentication',
    keywords: ['wit_', 'wit.', 'wit-', 'witai'],
    pattern: assigned('(?<![a-z])wit(?:[_.-]?ai|[_.-](?:server|access|token|key))', '[0-9A-Z]{32}'),
    minEntropy: 3.5,
    check: mixedCharacters,
    samples: {
      hit: [
        'WIT_AI_TOKEN=4JN4841IRWCKQNCCU4Q01BCJYL4SIXSX',
        'wit_ai_token = "8BE4TICT4ZDA3BTPGR70885FSZ0S2FU0"',
      ],
      clean: ['WIT_AI_TOKEN=$WIT_AI_TOKEN', 'WIT_AI_TOKEN=UYFPTWLFD854EKLIGR4X1X6QHUCFJ'],
    },
  },
];
