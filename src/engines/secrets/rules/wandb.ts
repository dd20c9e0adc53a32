import type { Rule } from '../rule';

/** Credentials of Weights & Biases. */
export const wandbRules: readonly Rule[] = [
  {
    id: 'wandb-api-key',
    name: 'Weights & Biases API key',
    provider: 'Weights & Biases',
    why: 'Anyone with it can read, change and delete the runs, models and data sets that its owner can reach.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Revoke the key in the user settings and create a new one.',
    revokeUrl: 'https://wandb.ai/settings',
    source: 'https://docs.wandb.ai/guides/track/environment-variables/',
    keywords: ['wandb_v1_'],
    pattern: /(?<!\w)wandb_v1_\w{60,90}(?!\w)/g,
    minEntropy: 4,
    samples: {
      hit: [
        'WANDB_API_KEY=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',
        'wandb_api_key: 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',
      ],
      clean: [
        'WANDB_API_KEY=$WANDB_API_KEY',
        'WANDB_API_KEY=wandb_v1_BaLrzNdux8FLgA32yRruk46RzNjucyJdaMxdw0rs4fHfgyc',
      ],
    },
  },
  {
    id: 'wandb-legacy-api-key',
    name: 'Weights & Biases API key (without prefix)',
    provider: 'Weights & Biases',
    why: 'Anyone with it can read, change and delete the runs, models and data sets that its owner can reach.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Revoke the key in the user settings and create a new one.',
    revokeUrl: 'https://wandb.ai/settings',
    source: 'https://docs.wandb.ai/guides/track/environment-variables/',
    keywords: ['wandb'],
    pattern:
      /wandb(?:[\w.-]{0,20}[\t ]{0,4}[=:(,][\t ]{0,4}["']?|[\w.-]{0,20}["']\][\t ]{0,4}=[\t ]{0,4}["']|[\w.-]{0,12}\s{1,8}login\s{1,8}(?:user\s{1,8}password\s{1,8}|--relogin\s{1,8})?|\.login\([\t ]{0,4}key[\t ]{0,2}=[\t ]{0,2}["'])(?<secret>[0-9a-f]{40})(?!\w)/gi,
    minEntropy: 3,
    samples: {
      hit: [
        'WANDB_API_KEY=ee1a5338ebcc233e3d2d4892761ab5bc95f7c6c8',
        'machine api.wandb.ai\n  login user\n  password 038f1efc30900eb42ab1fa41d67a52dc0fc86889\n',
        'wandb.login(key="d808a5a7237306981118767c8ffdaa75344a1298")',
      ],
      clean: [
        'WANDB_API_KEY=$WANDB_API_KEY',
        'wandb.login(key="2a2702d8c92f9f4e6d907b427f30cf80")',
        'wandb sync e295f88c5c7761501ae1e1a1c05d18e2cbc921fe',
      ],
    },
  },
];
