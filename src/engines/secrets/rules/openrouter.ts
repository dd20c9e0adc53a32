import type { Rule } from '../rule';

/** Keys of OpenRouter. */
export const openrouterRules: readonly Rule[] = [
  {
    id: 'openrouter-api-key',
    name: 'OpenRouter API key',
    provider: 'OpenRouter',
    why: "Anyone with it can use models on the account's credit; with a provisioning key, also create new keys.",
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the key in the settings.',
    revokeUrl: 'https://openrouter.ai/settings/keys',
    source: 'https://openrouter.ai/docs/api-reference/authentication',
    keywords: ['sk-or-v1-'],
    pattern: /(?<![\w-])sk-or-v1-[0-9a-f]{64}(?![\w-])/g,
    samples: {
      hit: [
        'OPENROUTER_API_KEY=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',
        "headers: { Authorization: 'Bearer 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' }",
      ],
      clean: ['OPENROUTER_API_KEY=sk-or-v1-6e706b04c3140d2c7901', 'OPENROUTER_API_KEY="sk-or-v1-..."'],
    },
  },
];
