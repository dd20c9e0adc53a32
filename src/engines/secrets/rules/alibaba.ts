import { assigned } from '../patterns';
import type { Rule } from '../rule';

const SOURCE = 'https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair';
const KEYS = 'https://ram.console.aliyun.com/manage/ak';

/** Alibaba Cloud (Aliyun). */
export const alibabaRules: readonly Rule[] = [
  {
    id: 'alibaba-access-key-id',
    name: 'Alibaba Cloud AccessKey id',
    provider: 'Alibaba',
    why: 'It is one half of a pair: anyone who also finds its secret can act as its owner.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Disable and delete the AccessKey pair, and search for its secret key, which is often nearby.',
    revokeUrl: KEYS,
    source: SOURCE,
    keywords: ['ltai'],
    pattern: /(?<![A-Za-z0-9_])LTAI(?:[A-Za-z0-9]{12}|[A-Za-z0-9]{16,20})(?![A-Za-z0-9_])/g,
    minEntropy: 3,
    samples: {
      hit: ['ALIBABA_CLOUD_ACCESS_KEY_ID=LTAI5tN3h1yzRwmbZ4PDxOGI', "accessKeyId: 'LTAIYz9FOUCLg6cC'"],
      clean: ['LTAI5t', 'SALTAI5cnsmwc0pUajy6RBDVXQ', 'LTAIKd0QOXS3eWjmv5KZbfxOun0n7obOyduMbjFHW4ls'],
    },
  },
  {
    id: 'alibaba-access-key-secret',
    name: 'Alibaba Cloud AccessKey secret',
    provider: 'Alibaba',
    why: 'With its id, anyone can do in the account what its owner can, for a main account everything.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Create a new AccessKey pair, switch to it, then disable and delete this one.',
    revokeUrl: KEYS,
    source: SOURCE,
    keywords: [
      'alibaba',
      'aliyun',
      'alicloud',
      'accesskeysecret',
      'access_key_secret',
      'access-key-secret',
      'oss_',
    ],
    pattern: assigned(
      '(?:alibaba|aliyun|alicloud|(?<![a-z])oss)[\\w.\\-]{0,30}(?:secret|key)|access[_.-]?key[_.-]?secret',
      '[A-Za-z0-9]{30}',
    ),
    minEntropy: 3.7,
    samples: {
      hit: [
        'ALIBABA_CLOUD_ACCESS_KEY_SECRET=ZBAMgq9lbo1gJ5ZrX0A0toU4wrLwE6',
        "accessKeySecret: 'oM9rgKt9ysAWwuHDz1lw2qXEOaEsqF',",
        'aliyun.oss.accessKeySecret=kDkTGZLzxG7y723Iiy7IdHgfelQ0LW',
      ],
      clean: [
        'ALIBABA_CLOUD_ACCESS_KEY_SECRET=QjhRp4u7S8Pggy0iDOwqdEHM',
        'accessKeySecret: process.env.OSS_SECRET',
      ],
    },
  },
];
