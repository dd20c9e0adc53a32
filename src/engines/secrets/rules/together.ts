import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Together AI. */
export const togetherRules: readonly Rule[] = [
  {
    id: 'together-api-key',
    name: 'Together AI API key',
    provider: 'Together AI',
    why: "Anyone with it can run models at its owner's cost and read their files and fine-tuned models.",
    severity: 'high',
    confidence: 'high',
    revoke: 'Revoke the key on the API keys page and create a new one.',
    revokeUrl: 'https://api.together.ai/settings/api-keys',
    source: 'https://docs.together.ai/docs/api-keys-authentication',
    keywords: ['tgp_v1_'],
    pattern: /(?<!\w)tgp_v1_[\w-]{43}(?![\w-])/g,
    samples: {
      hit: [
        'TOGETHER_API_KEY=tgp_v1_nOHiYEQ39Jylh-OZ46nhNc_k6y1AzBoKJyJen9V8AuL',
        '"togetherApiKey": "tgp_v1_5NuCaQaTAiQspB68m4f5LHJsb45PI7oxtV0z4dQZHDl"',
      ],
      clean: [
        'TOGETHER_API_KEY=$TOGETHER_API_KEY',
        'TOGETHER_API_KEY=tgp_v1_b04qqqqYxQZjVOIiRbHhhCjL7-GWvHQmMg9HdgrI',
      ],
    },
  },
  {
    id: 'together-legacy-api-key',
    name: 'Together AI API key (without prefix)',
    provider: 'Together AI',
    why: "Anyone with it can run models at its owner's cost and read their files and fine-tuned models.",
    severity: 'high',
    confidence: 'medium',
    revoke: 'Revoke the key on the API keys page and create a new one.',
    revokeUrl: 'https://api.together.ai/settings/api-keys',
    source: 'https://docs.together.ai/docs/api-keys-authentication',
    keywords: ['together'],
    pattern: assigned('together[_.-]?(?:ai[_.-]?)?(?:api[_.-]?)?(?:key|token)', '[0-9a-f]{64}'),
    minEntropy: 3,
    samples: {
      hit: [
        'TOGETHER_API_KEY=b55de6b3393283c4e2e956c31d71dc54081033d97d20d20eda364ae5dc3eda25',
        'together_api_key: 6f01cbeb30255b2b037e142a2e7b90f24fbbfc76dd36739c1170aeb78d2c49d1',
      ],
      clean: [
        'TOGETHER_API_KEY=$TOGETHER_API_KEY',
        'TOGETHER_API_KEY=0d67b9814bd2fd9ecdc800e090cde36b14bd64c1e9cb002808194a81558d7',
      ],
    },
  },
];
