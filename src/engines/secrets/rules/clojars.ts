import type { Rule } from '../rule';

/** Clojars, the repository of Clojure libraries. */
export const clojarsRules: readonly Rule[] = [
  {
    id: 'clojars-api-token',
    name: 'Clojars deploy token',
    provider: 'Clojars',
    why: 'Anyone with it can publish new versions of its owner’s libraries.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Disable the token on Clojars and review the versions that were published with it.',
    revokeUrl: 'https://clojars.org/tokens',
    source: 'https://github.com/clojars/clojars-web/wiki/Deploy-Tokens',
    keywords: ['clojars_'],
    pattern: /(?<![A-Za-z0-9_])CLOJARS_[a-z0-9]{60}(?![A-Za-z0-9_])/gi,
    minEntropy: 3,
    samples: {
      hit: [
        'CLOJARS_PASSWORD=CLOJARS_9990d5b196e17291885bd6ff482eec7240daa28d7233890ebd33714cbc73',
        ':password "CLOJARS_681956705ecd3572c44825953424e8c2e31f77678f8d0e935729746f49e9"',
      ],
      clean: ['CLOJARS_PASSWORD=CLOJARS_fd451edc3d3578a98b097b387b2b1cfc870d0d74', 'CLOJARS_USERNAME=acme'],
    },
  },
];
