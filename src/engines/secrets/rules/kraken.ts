import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of the Kraken exchange. */
export const krakenRules: readonly Rule[] = [
  {
    id: 'kraken-private-key',
    name: 'Kraken API private key',
    provider: 'Kraken',
    why: 'Anyone with it and its API key can trade, and withdraw where the key allows it.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Delete the API key under Settings, API.',
    revokeUrl: 'https://pro.kraken.com/app/settings/api',
    source: 'https://docs.kraken.com/api/docs/guides/spot-rest-auth/',
    keywords: ['kraken'],
    pattern: assigned('kraken', '[A-Za-z0-9+/]{86}=='),
    minEntropy: 4.5,
    samples: {
      hit: [
        'KRAKEN_PRIVATE_KEY=yrWJzJwMCAzL10E6IuI13lUTzUr/Jxavb85RhmAA2DhaSp+5XHEaFlYzwhnNV78VhdA8b1+q/2zknubZnwakNZ==',
        '"kraken_api_secret": "ydkdgevqZpIvPPUSx07ZB2C2H2nUNrJ4rtvVLNMhXA5f0uVvoS6pkri/gXH6xHtK8YUK3mjuw/TBBTfsjY4BTu=="',
      ],
      clean: [
        'KRAKEN_PRIVATE_KEY=F3d05VMDoCWilGEIbg4pp8ozkywAH54SG5v2sryI==',
        'KRAKEN_PRIVATE_KEY=$KRAKEN_SECRET',
        'private_key = "dGI+3TnO3K+ZLENT5yc3dy4xRMF51HNEeicKcYNsgggJT2kme6twVw19/sM4TBSwPEMJz6IcZnMfqFlKvtWcnj=="',
      ],
    },
  },
  {
    id: 'kraken-api-key',
    name: 'Kraken API key',
    provider: 'Kraken',
    why: 'It names the key pair; with the private key beside it, anyone can trade in the account.',
    severity: 'medium',
    confidence: 'low',
    revoke: 'Delete the API key under Settings, API.',
    revokeUrl: 'https://pro.kraken.com/app/settings/api',
    source: 'https://docs.kraken.com/api/docs/guides/spot-rest-auth/',
    keywords: ['kraken'],
    pattern: assigned('kraken', '[A-Za-z0-9+/]{56}'),
    minEntropy: 4,
    samples: {
      hit: [
        'KRAKEN_API_KEY=CL++25Yuc+cN2LAPXScIBpHry3ds0gZe8kHCwThF7BlUGytoGdv/Drfc',
        "kraken: { key: 'x' }, krakenApiKey: 'AD6ylSZChEiRCubXJE3SGaM6Ska78qeI0eGn4DKxyJn7XEHnqZpaIvrM'",
      ],
      clean: [
        'KRAKEN_API_KEY=uTX4B/mqtbSjCVuyw7IsPe3Yz6boic',
        'KRAKEN_PRIVATE_KEY=6veTKvn/1H2Tl8vMmW8gNmZRolwPYdgtzn/Ml9Gwjt8GCm3KSQvgXA5hn1hiXAgx0vicOfIxIj3jjGj17AYMIb==',
      ],
    },
  },
];
