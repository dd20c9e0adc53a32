import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Vapi. */
export const vapiRules: readonly Rule[] = [
  {
    id: 'vapi-private-key',
    name: 'Vapi private API key',
    provider: 'Vapi',
    why: "Anyone with it can make calls at its owner's cost and read what was said in earlier ones.",
    severity: 'high',
    confidence: 'medium',
    revoke: 'Delete the key on the API keys page and create a new one.',
    revokeUrl: 'https://dashboard.vapi.ai/org/api-keys',
    source: 'https://docs.vapi.ai/quickstart/web',
    keywords: ['vapi'],
    pattern: assigned(
      '(?<![a-z])vapi[\\w.-]{0,10}(?:private|secret|api)[_.-]?(?:api[_.-]?)?(?:key|token)',
      '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
    ),
    minEntropy: 3,
    samples: {
      hit: [
        'VAPI_PRIVATE_KEY=29c9a268-6b0f-45e7-a70a-c04f10db1c21',
        "const vapiPrivateKey = 'a3ea2b49-bf32-459e-a268-80e90cee5f6b';",
      ],
      clean: ['VAPI_PRIVATE_KEY=$VAPI_PRIVATE_KEY', 'VAPI_PRIVATE_KEY=9ead2d54-fa79-42c2-a320-290b3be6d'],
    },
  },
];
