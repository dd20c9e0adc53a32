import type { Rule } from '../rule';

/** Tokens of Hugging Face. */
export const huggingFaceRules: readonly Rule[] = [
  {
    id: 'huggingface-access-token',
    name: 'Hugging Face user access token',
    provider: 'Hugging Face',
    why: 'Anyone with it can read private models and data sets of its owner and organizations, and often write them.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Invalidate the token in the settings of the account.',
    revokeUrl: 'https://huggingface.co/settings/tokens',
    source: 'https://huggingface.co/docs/hub/security-tokens',
    keywords: ['hf_'],
    pattern: /(?<![A-Za-z0-9_])hf_[A-Za-z0-9]{34}(?![A-Za-z0-9_])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'HF_TOKEN=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',
        'login(token="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")',
        'git clone https://user: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@huggingface.co/acme/model',
      ],
      clean: [
        'HF_TOKEN=hf_lRDSOFlvHBFgZHezpVey',
        'perf_mJfWFQDbpRYMdNEkMZwEUHLbKPAgqGBpno',
        '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_model',
        'HF_TOKEN=hf_<token>',
      ],
    },
  },
  {
    id: 'huggingface-organization-api-token',
    name: 'Hugging Face organization API token',
    provider: 'Hugging Face',
    why: 'Anyone with it can use the inference of the organization and read its private models.',
    severity: 'high',
    confidence: 'high',
    revoke:
      'Ask an administrator of the organization to delete it; such tokens are being replaced by those of users.',
    revokeUrl: 'https://huggingface.co/settings/organizations',
    source: 'https://huggingface.co/docs/hub/security-tokens',
    keywords: ['api_org_'],
    pattern: /(?<![A-Za-z0-9_])api_org_[A-Za-z0-9]{34}(?![A-Za-z0-9_])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'HF_API_TOKEN=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',
        'Authorization: Bearer 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',
      ],
      clean: [
        'HF_API_TOKEN=api_org_NKwZnvUDkNcweenvaBHT',
        'my_api_org_lyYshDcxdKUlnZiuDbDxClRgXMFVkddjck',
        'api_org_name = "acme"',
      ],
    },
  },
];
