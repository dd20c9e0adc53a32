import type { Rule } from '../rule';

/** Keys of Perplexity. */
export const perplexityRules: readonly Rule[] = [
  {
    id: 'perplexity-api-key',
    name: 'Perplexity API key',
    provider: 'Perplexity',
    why: "Anyone with it can use the models on the account's bill.",
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the key in the API settings.',
    revokeUrl: 'https://www.perplexity.ai/account/api/keys',
    source: 'https://docs.perplexity.ai/guides/api-key-management',
    keywords: ['pplx-'],
    pattern: /(?<![\w-])pplx-[A-Za-z0-9]{48}(?![\w-])/g,
    minEntropy: 3.8,
    samples: {
      hit: [
        'PERPLEXITY_API_KEY=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',
        'client = OpenAI(api_key="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", base_url="https://api.perplexity.ai")',
      ],
      clean: ['PERPLEXITY_API_KEY=pplx-Q3xBwxZRWRE3DBCaoInk', 'model: pplx-7b-online'],
    },
  },
];
