import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of the KuCoin exchange. */
export const kucoinRules: readonly Rule[] = [
  {
    id: 'kucoin-api-secret',
    name: 'KuCoin API secret',
    provider: 'KuCoin',
    why: 'Anyone with it, its key and passphrase can trade, and withdraw where the key allows it.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Delete the API key on the API management page.',
    revokeUrl: 'https://www.kucoin.com/account/api',
    source: 'https://www.kucoin.com/docs/basic-info/connection-method/authentication/creating-a-request',
    keywords: ['kucoin'],
    pattern: assigned('ku_?coin[\\w.-]{0,20}(?:secret|key)', '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}'),
    minEntropy: 3,
    samples: {
      hit: [
        'KUCOIN_API_SECRET=85dab6a2-d832-4f00-8581-84482d791f7c',
        'kucoin_secret_key: "58c8fdd8-4729-4522-a749-77fc18722a7c"',
      ],
      clean: ['KUCOIN_ORDER_ID=c80f5200-a1bc-4ea5-ba25-954eb83cb68c', 'KUCOIN_API_SECRET=$KUCOIN_SECRET'],
    },
  },
  {
    id: 'kucoin-api-key',
    name: 'KuCoin API key',
    provider: 'KuCoin',
    why: 'It names the key; with its secret and passphrase, anyone can trade in the account.',
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Delete the API key on the API management page.',
    revokeUrl: 'https://www.kucoin.com/account/api',
    source: 'https://www.kucoin.com/docs/basic-info/connection-method/authentication/creating-a-request',
    keywords: ['kucoin'],
    pattern: assigned('ku_?coin', '[0-9a-f]{24}'),
    minEntropy: 3,
    samples: {
      hit: ['KUCOIN_API_KEY=f3e9d7bbad46b32468f9c85a', "const kucoinKey = '597015961ec5b8e731c87c64';"],
      clean: ['KUCOIN_API_KEY=c7ca42b2b890a58301c5ca85f9c095f6', 'KUCOIN_API_KEY=your_api_key'],
    },
  },
];
