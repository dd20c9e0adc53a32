import { assigned } from '../patterns';
import type { Rule } from '../rule';

const OAUTH = 'https://devcenter.heroku.com/articles/oauth';
const ACCOUNT_PAGE = 'https://dashboard.heroku.com/account/applications';
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** Keys of Heroku. */
export const herokuRules: readonly Rule[] = [
  {
    id: 'heroku-api-key-v2',
    name: 'Heroku API key or OAuth token',
    provider: 'Heroku',
    why: 'Anyone with it can deploy, read the configuration and databases of all apps of the account, and delete them.',
    severity: 'critical',
    confidence: 'high',
    revoke:
      "Regenerate the key on the account's page, or revoke the authorization by `heroku authorizations:revoke`.",
    revokeUrl: ACCOUNT_PAGE,
    source: OAUTH,
    keywords: ['hrku-'],
    pattern: new RegExp(`(?<![A-Za-z0-9_-])HRKU-(?:AA[A-Za-z0-9_-]{58}|${UUID})(?![A-Za-z0-9_-])`, 'g'),
    minEntropy: 3,
    samples: {
      hit: [
        'HEROKU_API_KEY=HRKU-AAdLb6DyOmexFCamd10PAjNvFsPRH_3LlQ_LDPu_R8DSKUNqOR_h2mus1MIa',
        '  password HRKU-1705f25b-89c3-427d-af87-e173f8b43630',
        'heroku_token: "HRKU-AAzccUV63ajDiXAt_IzUM51LxN5URu4IfgjjdHtqtmTPxLCtsaeJtp62mGUb"',
      ],
      clean: [
        'HEROKU_API_KEY=HRKU-AAdSl1JuXhzh5p6yBDMugEhwuPQ9c2VO',
        'HEROKU_API_KEY=XHRKU-AAdDXaDPbMR5IzWNI50qctJACtIXvCWR32neUJ1jObVpxyUa58O3wD7IIEMj',
        'HEROKU_API_KEY=HRKU-<key>',
      ],
    },
  },
  {
    id: 'heroku-api-key',
    name: 'Heroku API key (UUID)',
    provider: 'Heroku',
    why: 'Anyone with it can deploy, read the configuration and databases of all apps of the account, and delete them.',
    severity: 'critical',
    confidence: 'medium',
    revoke:
      "Regenerate the key on the account's page, or revoke the authorization by `heroku authorizations:revoke`.",
    revokeUrl: ACCOUNT_PAGE,
    source: OAUTH,
    keywords: ['heroku'],
    pattern: assigned('heroku[\\w.-]{0,20}(?:key|token|secret|password|auth)', UUID),
    minEntropy: 3,
    samples: {
      hit: [
        'HEROKU_API_KEY=ae3528ef-3f88-4dd3-af9b-418d15877b1c',
        "herokuAuthToken: 'e0149367-ab78-4b92-a2c8-65d8cb562fd5'",
      ],
      clean: [
        'HEROKU_APP_ID=7970bd70-032b-4a13-a5e5-452c88df9152',
        'HEROKU_API_KEY=02b00415710001a5a3b5f0af023cd2ec',
        'HEROKU_API_KEY=$HEROKU_API_KEY',
      ],
    },
  },
];
