import type { Rule } from '../rule';

/** Tokens of IPinfo. */
export const ipinfoRules: readonly Rule[] = [
  {
    id: 'ipinfo-token',
    name: 'IPinfo access token',
    provider: 'IPinfo',
    why: "Anyone with it can use up the account's quota of lookups.",
    severity: 'low',
    confidence: 'medium',
    revoke: 'Regenerate the token on the dashboard of IPinfo.',
    revokeUrl: 'https://ipinfo.io/account/token',
    source: 'https://ipinfo.io/developers/authentication',
    keywords: ['ipinfo'],
    pattern:
      /(?<![a-z])(?:ipinfo\.io[\w./-]{0,60}\?[\w=&.-]{0,40}?token=|ipinfo[\w.-]{0,20}["'\]]{0,2} {0,4}[=:,] {0,4}["']?)(?<secret>[0-9a-f]{14})(?![\w-])/gi,
    minEntropy: 2.5,
    samples: {
      hit: [
        'IPINFO_TOKEN=2ed853feed74f1',
        "fetch('https://ipinfo.io/8.8.8.8/json?token=25315490e637e9')",
        '"ipinfo_token": "5415591dc0f2c3"',
      ],
      clean: [
        'IPINFO_TOKEN=98585f9bb8d75d3ad4b814756fe2124d',
        'https://ipinfo.io/8.8.8.8/json?token=$TOKEN',
        'IPINFO_TOKEN=191f5393ecab5',
      ],
    },
  },
];
