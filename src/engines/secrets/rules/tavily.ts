import { mixedCharacters } from '../checks/mixedCharacters';
import type { Rule } from '../rule';

/** Credentials of Tavily. */
export const tavilyRules: readonly Rule[] = [
  {
    id: 'tavily-api-key',
    name: 'Tavily API key',
    provider: 'Tavily',
    why: "Anyone with it can search at its owner's cost.",
    severity: 'medium',
    confidence: 'high',
    revoke: 'Delete the key in the dashboard and create a new one.',
    revokeUrl: 'https://app.tavily.com/home',
    source: 'https://docs.tavily.com/documentation/api-reference/introduction',
    keywords: ['tvly-'],
    pattern: /(?<!\w)tvly-(?:(?:dev|prod)-)?[\w-]{32,64}(?![\w-])/g,
    minEntropy: 3.8,
    check: mixedCharacters,
    samples: {
      hit: [
        'TAVILY_API_KEY=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',
        '"tavilyApiKey": "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"',
      ],
      clean: ['TAVILY_API_KEY=$TAVILY_API_KEY', 'TAVILY_API_KEY=tvly-dev-whTKdPr2ZatLlvkvO2o'],
    },
  },
];
