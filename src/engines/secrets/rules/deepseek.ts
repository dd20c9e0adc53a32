import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** DeepSeek. */
export const deepseekRules: readonly Rule[] = [
  {
    id: 'deepseek-api-key',
    name: 'DeepSeek API key',
    provider: 'DeepSeek',
    why: 'Anyone with it can use the models at its owner’s cost.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the key on the platform.',
    revokeUrl: 'https://platform.deepseek.com/api_keys',
    source: 'https://api-docs.deepseek.com/',
    keywords: ['deepseek'],
    pattern: assigned('deepseek', 'sk-[0-9a-f]{32}'),
    minEntropy: 3,
    samples: {
      hit: [
        'DEEPSEEK_API_KEY=sk-9cde66874919e73e3bb85f9fe3f647e2',
        'deepseek: "sk-c59fcaa7295840fd9d9f2f6ab660deba"',
      ],
      clean: ['DEEPSEEK_API_KEY=sk-xxx', 'DEEPSEEK_API_KEY=sk-c6be1029d7e5e209aa77'],
    },
  },
];
