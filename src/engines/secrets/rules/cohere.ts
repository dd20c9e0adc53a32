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
        'COHERE_API_KEY=fyRoVo0xguJiRrWkACiYDxAZMbO8sed3u0Rardiy',
        "co = cohere.Client('PPsVlaKKMdYmbupOFfvULIPvnwYfPF9Dd08Ynp6K')",
        'CO_API_KEY="cDGyAQSvpBmDfFKA5BQKeXq9mROBhJ4pjYQqNdBW"',
      ],
      clean: [
        'COHERE_API_KEY=20866ba23b4d24b95af7c32c98c5229173381d73',
        'coherence_score = Idn0MOemLbEfx9C7bwetn52BCAw0rmIBtm5278T7',
        'COHERE_API_KEY=os.environ["COHERE_API_KEY"]',
      ],
    },
  },
];
