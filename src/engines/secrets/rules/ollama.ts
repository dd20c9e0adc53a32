import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of Ollama's cloud. */
export const ollamaRules: readonly Rule[] = [
  {
    id: 'ollama-api-key',
    name: 'Ollama API key',
    provider: 'Ollama',
    why: "Anyone with it can use the cloud models and web search on the account's bill.",
    severity: 'medium',
    confidence: 'medium',
    revoke: "Delete the key in the account's settings.",
    revokeUrl: 'https://ollama.com/settings/keys',
    source: 'https://docs.ollama.com/api/authentication',
    keywords: ['ollama'],
    pattern: assigned('ollama', '[0-9a-f]{32}\\.[A-Za-z0-9_-]{24}'),
    minEntropy: 3.8,
    check: mixedCharacters,
    samples: {
      hit: [
        'OLLAMA_API_KEY=43328510640dcb8e58efa55d308d612a.gPLz_hNNsNVGLO2NJNbCoB2h',
        'ollama_api_key: "00e1f84fbffc36610c0d0366ff1d0c0c.PbOy1ZVutetVoYELStTnU40i"',
      ],
      clean: ['OLLAMA_API_KEY=d0f66b8683a76e700b376a63987c51ec', 'OLLAMA_HOST=0.0.0.0:11434'],
    },
  },
];
