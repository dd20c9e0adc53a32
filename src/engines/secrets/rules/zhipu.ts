import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Zhipu AI. */
export const zhipuRules: readonly Rule[] = [
  {
    id: 'zhipu-api-key',
    name: 'Zhipu AI (Z.ai) API key',
    provider: 'Zhipu AI',
    why: "Anyone with it can use models at its owner's cost.",
    severity: 'high',
    confidence: 'medium',
    revoke: 'Delete the key on the API keys page and create a new one.',
    revokeUrl: 'https://bigmodel.cn/usercenter/proj-mgmt/apikeys',
    source: 'https://docs.bigmodel.cn/cn/guide/start/quick-start',
    keywords: ['zhipu', 'bigmodel', 'glm_', 'zai_'],
    pattern: assigned('zhipu|bigmodel|(?<![a-z])(?:glm|zai)_', '[0-9a-f]{32}\\.[0-9A-Za-z]{16}'),
    minEntropy: 3.5,
    samples: {
      hit: [
        'ZHIPUAI_API_KEY=391dff04c9b49010228a427b4e9c26b6.149S92t71ILWSyRW',
        '"zhipuaiApiKey": "d09e9d08116c2d165287b32c507cb202.Juw304KzRfuxGijb"',
      ],
      clean: [
        'ZHIPUAI_API_KEY=$ZHIPUAI_API_KEY',
        'ZHIPUAI_API_KEY=823dbc9762b9e822ebbbceeb10820d68.gRlcgZdlAWAG0',
      ],
    },
  },
];
