import type { Rule } from '../rule';

const TOKENS = 'https://fly.io/docs/security/tokens/';
const TOKENS_PAGE = 'https://fly.io/user/personal_access_tokens';

/** Tokens of Fly.io. */
export const flyIoRules: readonly Rule[] = [
  {
    id: 'flyio-access-token',
    name: 'Fly.io access token',
    provider: 'Fly.io',
    why: 'Anyone with it can deploy to, read and delete the apps of the organization or app that it is for.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the token by `fly tokens revoke`, or delete it on the tokens page.',
    revokeUrl: TOKENS_PAGE,
    source: TOKENS,
    keywords: ['fm1r_', 'fm1a_', 'fm2_'],
    pattern: /(?<![A-Za-z0-9_+/-])(?:fm1[ar]_|fm2_)[A-Za-z0-9+/]{100,2000}={0,3}(?![A-Za-z0-9+/=])/g,
    reach: { before: 8, after: 2020 },
    minEntropy: 4,
    samples: {
      hit: [
        'FLY_API_TOKEN="FlyV1 fm2_PcdFyYBYQzURqR88ZOFrp3YWbIv6QzJspZuAecrN+CwnkXFK0x19YbUQ9ApozCOHu684iBoy3MQu9io1Qb2zq9+BaoR9HpU6J72lBZq7dcB04/X0Appe+f0pYc5vdFG3LBBrwqk2OU/xbVlU3HvcJaxZlG8vgTXnDla0vg35OrwXREUXS6wHHZFgVM3pfcsNFTFhEqIXeB3TMlC3RwZQ7+IMydtZmapuWBVHDOJpfyPTLFpebBzfe4619iG6QxPZxF0LYoIxrI3eWubSYMw8fcKX+Mmeuo/6W/R0G/cbxxk54FWRFr3fYJQcZlhfMCaRnnM6kbciKZquXpKj+bXL+sErlnL0l9kHXgb1Lc+QBt352IRJ54fVqXPOC5Clke86HcF8VTqYGx2mps65"',
        'access_token: fm1r_nO1NvNJJfkOHyUSgpMUGKfBkyWLDszlXZAcr4FWqtObx3nsyxAMKlpGfn5OOoOChRXmZ7RUJUHl29krP7pPr1NmWVz0tSvmPSBQUqEn3DAKxFG5Tm7kicCBCb2CCNACI63pGaITWxQluWfmgd2RhEgHqgmJLV58pDGUzVDZUgTioTv/GrUMN==',
      ],
      clean: [
        'FLY_API_TOKEN="FlyV1 fm2_rXQTAcqTAdIiuk2b6qrn7LE7wjoUnzUwji49W2tA"',
        'FLY_API_TOKEN=xfm2_8Gjq1P2Mq01wxAfdKyWjkH6quWgkZoOeX0RoHAGxnXqUafhLqEYeFxNAcwUjlrYDXPZdp3GRDpE2JNxmEdYHJr88QgdDjj7tkVrMirdULZeu3Uqas3XSoG9jTEK01Sn7XoQKntfSPaQB0UXRkhH53jY9jNNDCe07zXgGPhtCK7yc2qaXaP30Vg3lxpx4FmZ9mkLbxHZ3',
        'FLY_API_TOKEN=FlyV1 $TOKEN',
      ],
    },
  },
  {
    id: 'flyio-personal-token',
    name: 'Fly.io personal access token',
    provider: 'Fly.io',
    why: 'Anyone with it can do everything that its owner can, in all of their organizations.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the token on the page of personal access tokens.',
    revokeUrl: TOKENS_PAGE,
    source: TOKENS,
    keywords: ['fo1_'],
    pattern: /(?<![A-Za-z0-9_-])fo1_[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'FLY_API_TOKEN=fo1_sv11iGi9-mTQ-fn0Pjntw_wUn3Ohxme2lO_JLZb2MJa',
        'curl -H "Authorization: Bearer fo1_n1IC9tbQaLw8ra7wKYwMuMEE3QYzdQmkgMt1B08Sw9b" https://api.machines.dev/v1/apps',
      ],
      clean: [
        'FLY_API_TOKEN=fo1_tI4K5uSi0r7fAV75jka6FLD1DGFxFN',
        'FLY_API_TOKEN=info1_9bW3pWbTG722H2b2NszNgCTWJxcjBmIM5Vzh2I5h4m5',
        'FLY_API_TOKEN=fo1_<token>',
      ],
    },
  },
];
