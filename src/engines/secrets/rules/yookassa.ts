import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of YooKassa. */
export const yookassaRules: readonly Rule[] = [
  {
    id: 'yookassa-secret-key',
    name: 'YooKassa secret key',
    provider: 'YooKassa',
    why: 'Together with the shop ID, anyone can read payments and make refunds and payouts.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Reissue the secret key on the API keys page.',
    revokeUrl: 'https://yookassa.ru/my/merchant/integration/api-keys',
    source: 'https://yookassa.ru/developers/using-api/interaction-format#auth',
    keywords: ['yookassa', 'yoo_kassa', 'yandex_kassa'],
    pattern: assigned('yoo_?kassa|yandex_?kassa', 'live_[\\w-]{43}'),
    minEntropy: 4,
    samples: {
      hit: [
        'YOOKASSA_SECRET_KEY=live_jmQIxRopSlE2ShGO8ry0que0fhtZB2gPlaysZe2yrn2',
        'export YOOKASSA_SECRET_KEY="live_tjbhISYvD32xDkarusEqNNIUQR1CHoJ4QEg20DOJppx"',
      ],
      clean: [
        'YOOKASSA_SECRET_KEY=$YOOKASSA_SECRET_KEY',
        'YOOKASSA_SECRET_KEY=live_fIyt-vs76W1iIpVfDb8Wx_Ra4Q1lk5sP2Hr7hzun',
      ],
    },
  },
];
