import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of Paddle. */
export const paddleRules: readonly Rule[] = [
  {
    id: 'paddle-api-key',
    name: 'Paddle live API key',
    provider: 'Paddle',
    why: 'Anyone with it can read customers and transactions, refund, and change prices within its permissions.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the key under Developer tools, Authentication.',
    revokeUrl: 'https://vendors.paddle.com/authentication-v2',
    source: 'https://developer.paddle.com/api-reference/about/api-keys',
    keywords: ['pdl_live_apikey_'],
    pattern: /(?<![A-Za-z0-9_])pdl_live_apikey_[a-z0-9]{26}_[A-Za-z0-9]{22}_[A-Za-z0-9]{3}(?![A-Za-z0-9_])/g,
    samples: {
      hit: [
        'PADDLE_API_KEY=pdl_live_apikey_01xzfb2olh3rzemh6iwhu6h7pk_1sIhuLK9c7rFB2gAZyUDuq_4F4',
        "new Paddle('pdl_live_apikey_01u8zjan14k4d26j4x9203tosp_BKV7Y3CUABMOMDDdQtVJGC_nis')",
      ],
      clean: [
        'PADDLE_API_KEY=pdl_live_apikey_01i3jdart41o8qy2keggmb0ybd',
        'PADDLE_API_KEY=pdl_sdbx_apikey_01ox68gerhskx7waw9kjw19tv9_2nIenPqq2QYO4Wu9zRaBfX_IuM',
      ],
    },
  },
  {
    id: 'paddle-sandbox-api-key',
    name: 'Paddle sandbox API key',
    provider: 'Paddle',
    why: 'Anyone with it can use the sandbox, which has no real money or customers.',
    severity: 'low',
    confidence: 'high',
    revoke: 'Revoke the key under Developer tools, Authentication, of the sandbox.',
    revokeUrl: 'https://sandbox-vendors.paddle.com/authentication-v2',
    source: 'https://developer.paddle.com/api-reference/about/api-keys',
    keywords: ['pdl_sdbx_apikey_', 'pdl_test_apikey_'],
    pattern:
      /(?<![A-Za-z0-9_])pdl_(?:sdbx|test)_apikey_[a-z0-9]{26}_[A-Za-z0-9]{22}_[A-Za-z0-9]{3}(?![A-Za-z0-9_])/g,
    samples: {
      hit: [
        'PADDLE_API_KEY=pdl_sdbx_apikey_01t8y85jnbbunlnxxzcl4hpuw4_52YV0beu8yL1Xpsigj8hys_3hI',
        'new Paddle("pdl_sdbx_apikey_015eespjj1cjjgut60n3gko0k4_bn3D8jlcv6poBu2krZnDQw_7Tt", { environment: \'sandbox\' })',
      ],
      clean: [
        'PADDLE_API_KEY=pdl_sdbx_apikey_01t3l2m70czbajxl8yp26fyrcx',
        'PADDLE_API_KEY=pdl_live_apikey_013s33lhqk9xgw2xh3nq5mlp01_LVgHjKGxvYP1180isQVzSo_wsw',
      ],
    },
  },
  {
    id: 'paddle-legacy-api-key',
    name: 'Paddle API key without prefix',
    provider: 'Paddle',
    why: 'Anyone with it has full access to the account: such keys have no permissions that could limit them.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Revoke the key under Developer tools, Authentication, and make one of the newer form.',
    revokeUrl: 'https://vendors.paddle.com/authentication-v2',
    source: 'https://developer.paddle.com/api-reference/about/authentication',
    keywords: ['paddle'],
    pattern: assigned('(?<![a-z])paddle[\\w.-]{0,20}(?:key|token|secret|auth_?code)', '[A-Za-z0-9]{50}'),
    minEntropy: 3.8,
    check: mixedCharacters,
    samples: {
      hit: [
        'PADDLE_API_KEY=ONKskvZRkYieQGjIhxeg8pRwlHXgjCeVKS3Pu4WfgCu1lyi77q',
        "paddleAuthCode: 'da4iD7C1evlM9naToIxrpqX6qhEz7XqsqPUztOeGPwb0vXbz7q',",
      ],
      clean: ['PADDLE_API_KEY=P3mjruhXwJMEuME0xO7q', 'PADDLE_VENDOR_ID=48213'],
    },
  },
  {
    id: 'paddle-webhook-secret',
    name: 'Paddle notification secret key',
    provider: 'Paddle',
    why: "Anyone with it can forge payment events that the receiver accepts as Paddle's.",
    severity: 'medium',
    confidence: 'high',
    revoke: 'Delete the notification destination and create a new one under Developer tools, Notifications.',
    revokeUrl: 'https://vendors.paddle.com/notifications',
    source: 'https://developer.paddle.com/webhooks/signature-verification',
    keywords: ['pdl_ntfset_'],
    pattern: /(?<![A-Za-z0-9_])pdl_ntfset_[a-z0-9]{26}_[A-Za-z0-9+/]{32}(?![A-Za-z0-9_+/])/g,
    samples: {
      hit: [
        'PADDLE_WEBHOOK_SECRET=pdl_ntfset_01hdc977nxbxutndvou8kfvlh0_Tvk/aXiOY2WE9qd+MGxu653QbrPtBsut',
        "secret: 'pdl_ntfset_01oovg7uarbmogt8crig27f4kx_YMAdwo7iuRttkenPluy4vx3u/T3NFRSt',",
      ],
      clean: [
        'PADDLE_WEBHOOK_ID=ntfset_01pb3ibv6ex0amoayx2peoaqel',
        'PADDLE_WEBHOOK_SECRET=pdl_ntfset_01zn9skb3ipb3e44hmxif1kq0l_UNU0TWRq',
      ],
    },
  },
];
