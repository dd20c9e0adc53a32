import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Cohere. */
export const cohereRules: readonly Rule[] = [
  {
    id: 'cohere-api-token',
    name: 'Cohere API key',
    provider: 'Cohere',
    why: 'Anyone with it can use the models at its owner’s cost.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Delete the key in the dashboard.',
    revokeUrl: 'https://dashboard.cohere.com/api-keys',
    source: 'https://docs.cohere.com/docs/rate-limits',
    keywords: ['cohere', 'co_api_key'],
    pattern: assigned('cohere(?!n)|(?<![a-z])co_api_key', '[A-Za-z0-9]{40}'),
    minEntropy: 4.1,
    samples: {
      hit: [
        'COHERE_API_KEY=WrsSVZBJOyAVPkPlYC7zmM4NDlu1scFPyNyKijgT',
        "cohere.ClientV2(api_key='NSsFThJzctjVQdolilwwFSAOxjBrVhEbxdQ8oWZJ')",
        'CO_API_KEY="ZjBZgDinNPBpVGubmdGehUrQjavRnzmPrJNNLpAI"',
      ],
      clean: [
        'COHERE_API_KEY=295d5854af20d63020445f2efeb644dec0a4f0b5',
        'coherence_score = m1ttZ6JBZkhTWJiWHVwSqKV9YemOKq1OkuENS1x0',
        'COHERE_API_KEY=os.environ["COHERE_API_KEY"]',
      ],
    },
  },
];
