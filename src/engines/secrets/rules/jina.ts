import type { Rule } from '../rule';

/** Keys of Jina AI. */
export const jinaRules: readonly Rule[] = [
  {
    id: 'jina-api-key',
    name: 'Jina AI API key',
    provider: 'Jina AI',
    why: "Anyone with it can use the models on the account's token balance.",
    severity: 'medium',
    confidence: 'high',
    revoke: 'Delete the key on the API page.',
    revokeUrl: 'https://jina.ai/api-dashboard/key-manager',
    source: 'https://jina.ai/embeddings/',
    keywords: ['jina_'],
    pattern: /(?<![A-Za-z0-9_])jina_[A-Za-z0-9_-]{60}(?![\w-])/g,
    minEntropy: 3.8,
    samples: {
      hit: [
        'JINA_API_KEY=jina_d3fe4237ea7ae9c834c606e7bd5ce13dGrAuzAIbXRHb6O2IhffBcLzeemgQ',
        '-H "Authorization: Bearer jina_5c8b1d730ba1b5c382720a6c15063d26eve9dHqb8zr-1xMyY5rnOmK0lK6w"',
      ],
      clean: ['JINA_API_KEY=jina_9a75cb0330eabc54aaf7', 'jina_embeddings_v3_base_en_with_a_very_long_name'],
    },
  },
];
