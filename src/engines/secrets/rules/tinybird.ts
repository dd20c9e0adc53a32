import type { Rule } from '../rule';

/** Credentials of Tinybird. */
export const tinybirdRules: readonly Rule[] = [
  {
    id: 'tinybird-token',
    name: 'Tinybird token',
    provider: 'Tinybird',
    why: 'Anyone with it can read, append or change data, within its scopes; an admin token can do all.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Refresh the token on the tokens page.',
    revokeUrl: 'https://cloud.tinybird.co/tokens',
    source: 'https://www.tinybird.co/docs/forward/administration/tokens',
    keywords: ['p.eyj'],
    pattern: /(?<![\w.])p\.eyJ[\w-]{60,400}\.[\w-]{43}(?![\w.-])/g,
    reach: { before: 4, after: 470 },
    samples: {
      hit: [
        'TB_TOKEN=p.eyJ1IjoiOTZlZDA5ZjYtYWVhNi00YTllLWE1NTQtNDk5YmU3ODkyMzVjIiwiaWQiOiIyYTY0ZGJhMS0wZDBiLTQ0YzEtYWZkOC1iMmJlMTkzNDI0N2UiLCJob3N0IjoiZXVfc2hhcmVkIn0.fdxNL2fPS15cVgxJzGMVGFB1Kmy1yp8GFAn_MviL6mR',
        "const tbToken = 'p.eyJ1IjoiODUwMTgwODktNTZiYS00MTQ1LWE0ZWItNGFiMTliY2ZjY2Y0IiwiaWQiOiJkNDFlMjAyZi02YWI5LTQ2NjgtYTRlZi0wN2UwZmNmMDEzMDEiLCJob3N0IjoiZXVfc2hhcmVkIn0.Ad247hURFWCMLa0VUC23diVssrBuqsCEUw9KtpflvW3';",
      ],
      clean: [
        'TB_TOKEN=$TB_TOKEN',
        'TB_TOKEN=p.eyJ1IjoiZjY0OGQyOWUtMDNlMS00MTBiLWExZTEtMjQ1MDc2ODNlMjY5IiwiaWQiOiIwNjFiMDEyNC1lOGIxLTRhMjgtYWY5ZS0xOGY4ZDc1ZmU4ZDYiLCJob3N0IjoiZXVfc2hhcmVkIn0.7dcFlsZg-60CJWgpn7-J7gfIBKkNuhH88TZq446y',
      ],
    },
  },
];
