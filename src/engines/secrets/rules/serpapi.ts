import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of SerpApi. */
export const serpapiRules: readonly Rule[] = [
  {
    id: 'serpapi-api-key',
    name: 'SerpApi key',
    provider: 'SerpApi',
    why: "Anyone with it can search at its owner's cost.",
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Regenerate the key on the API key page.',
    revokeUrl: 'https://serpapi.com/manage-api-key',
    source: 'https://serpapi.com/search-api',
    keywords: ['serp'],
    pattern: assigned('serp[_.-]?api', '[0-9a-f]{64}'),
    minEntropy: 3,
    samples: {
      hit: [
        'SERPAPI_API_KEY=64833481b982351577e6f2ba869037402eabcb00a8437a72423d186436f657cb',
        'serpapi_api_key = "f4aef4cf8780409e02a46b753afbaeb34307c094d69152d701200240c22bc844"',
      ],
      clean: [
        'SERPAPI_API_KEY=$SERPAPI_API_KEY',
        'SERPAPI_API_KEY=bbd9d6f742775044726a0d4009cbe64bfd1ba97577a428cb71c4c26a5e296',
      ],
    },
  },
];
