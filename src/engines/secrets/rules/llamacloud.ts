import type { Rule } from '../rule';

/** Keys of LlamaCloud. */
export const llamacloudRules: readonly Rule[] = [
  {
    id: 'llamacloud-api-key',
    name: 'LlamaCloud API key',
    provider: 'LlamaIndex',
    why: "Anyone with it can read the project's indexes and parsed files, and use its quota.",
    severity: 'high',
    confidence: 'high',
    revoke: 'Revoke the key on the API keys page.',
    revokeUrl: 'https://cloud.llamaindex.ai/api-key',
    source: 'https://docs.cloud.llamaindex.ai/api_key',
    keywords: ['llx-'],
    pattern: /(?<![\w-])llx-[A-Za-z0-9]{48}(?![\w-])/g,
    minEntropy: 3.8,
    samples: {
      hit: [
        'LLAMA_CLOUD_API_KEY=llx-R4KjwHtUxajvUa9tc4GwzMesNEl9gTEaQ5fJYjbs0JTHRU5m',
        'LlamaParse(api_key="llx-c7i79YmGplnUt1fXUfuiJsgaDJg7wDPFlNKrjObNZVZWZmiP")',
      ],
      clean: ['LLAMA_CLOUD_API_KEY=llx-HiKJ3nGVU0', 'LLAMA_CLOUD_API_KEY="llx-..."'],
    },
  },
];
