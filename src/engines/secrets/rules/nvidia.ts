import type { Rule } from '../rule';

/** Keys of NVIDIA. */
export const nvidiaRules: readonly Rule[] = [
  {
    id: 'nvidia-api-key',
    name: 'NVIDIA NGC or build API key',
    provider: 'NVIDIA',
    why: "Anyone with it can use the models and the private registry on the account's bill.",
    severity: 'high',
    confidence: 'high',
    revoke: "Delete the key in the account's settings.",
    revokeUrl: 'https://build.nvidia.com/settings/api-keys',
    source: 'https://docs.nvidia.com/ngc/gpu-cloud/ngc-user-guide/index.html#ngc-api-keys',
    keywords: ['nvapi-'],
    pattern: /(?<![\w-])nvapi-[A-Za-z0-9_-]{64}(?![\w-])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'NVIDIA_API_KEY=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',
        "docker login nvcr.io -u '$oauthtoken' -p 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",
      ],
      clean: ['NVIDIA_API_KEY=nvapi-Hrg4OxnnVXnTR5piOq7t', 'NVIDIA_API_KEY="nvapi-..."'],
    },
  },
];
