import { CHECKSUM, checkBase62Crc32 } from '../checks/crc32';
import type { Check, Rule } from '../rule';

const FORMATS = 'https://github.blog/engineering/behind-githubs-new-authentication-token-formats/';

/** The checksum of a refresh token of 76 characters is not documented, so only a correct one counts. */
const checkRefreshToken: Check = (suspect) => (checkBase62Crc32(suspect) === 'high' ? 'high' : undefined);

/** Tokens that GitHub issues to apps, for an installation or a user. */
export const githubAppTokensRules: readonly Rule[] = [
  {
    id: 'github-app-token',
    name: 'GitHub App token (user or installation)',
    provider: 'GitHub',
    why: 'Anyone with it can use what the app was given: for an hour as the installation, for eight hours or longer as a user.',
    severity: 'high',
    confidence: 'high',
    revoke:
      'Delete an installation token through the API (DELETE /installation/token); revoke the authorization of a user.',
    revokeUrl: 'https://docs.github.com/en/rest/apps/installations#revoke-an-installation-access-token',
    source: FORMATS,
    keywords: ['ghs_', 'ghu_'],
    pattern: /(?<![A-Za-z0-9_])gh[su]_[A-Za-z0-9]{36}(?![A-Za-z0-9_])/g,
    check: checkBase62Crc32,
    evidence: CHECKSUM,
    samples: {
      hit: [
        'git remote set-url origin https://x-access-token:ghs_K0SNIxaXqxBlTddUMrlxQF6r2kCjUD3zAjwD@github.com/acme/shop',
        '{"access_token":"ghu_p2cLCup6E6v7wQdoD4FjjG56nhwPn047Gb9G","token_type":"bearer"}',
      ],
      clean: [
        'token=ghs_AVEadTGnHdQWgea5UkDz',
        'const weights = laughs_mAKMyXDYEZ4UoAJVSPZYJIkksRgBQEdaJtIG;',
        'ghu_: "the prefix of user tokens"',
      ],
    },
  },
  {
    id: 'github-app-stateless-token',
    name: 'GitHub App token with a signed payload',
    provider: 'GitHub',
    why: 'Anyone with it can use the repositories of the installation that it names until it expires, an hour after it was issued.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete it through the API (DELETE /installation/token), or wait until it expires after an hour.',
    revokeUrl: 'https://docs.github.com/en/rest/apps/installations#revoke-an-installation-access-token',
    source:
      'https://github.blog/changelog/2026-04-24-notice-about-upcoming-new-format-for-github-app-installation-tokens/',
    keywords: ['ghs_', 'ghu_'],
    pattern:
      /(?<![A-Za-z0-9_])gh[su]_[0-9]{1,12}_eyJ[A-Za-z0-9_-]{10,400}\.eyJ[A-Za-z0-9_-]{20,1500}\.[A-Za-z0-9_-]{40,700}(?![A-Za-z0-9_-])/g,
    reach: { before: 8, after: 2800 },
    samples: {
      hit: [
        'GITHUB_TOKEN=ghs_160714_eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJnaXRodWIiLCJpaWQiOjM4OTkwODk4LCJleHAiOjE3OTAwMDAwMDAsImp0aSI6IkdIQ0l5OElHOVgzMHNNZ20ifQ.NRp2EFwXRhdBEgi7e-m6dn3BzC42JRcNNYwnRU2r0pCIR-ddbCU3xfhIrSIh5LpWZUVcfOcIqTFwZqVTwTpGcD',
        '"token": "ghs_3743700_eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJnaXRodWIiLCJpaWQiOjI3NzgxMDUyLCJleHAiOjE3OTAwMDAwMDAsImp0aSI6InN2djhXczQ4Qk5ORlE4VDUifQ.Qiy0jgP-FA1PNqJ-PWSyAQtaoNOnj88iwuHREY1wrpNbsSf7kiCMLdYeYs_eFFBjcQDxH0Rp_YYl1hK3q2tqDG",',
      ],
      clean: [
        'GITHUB_TOKEN=ghs_APPID_JWT',
        'GITHUB_TOKEN=ghs_182812_kKveBG4w5BW64dmpUorEL0NQkbvrFTiAxK7q5N4NOwDUkc2wBBG6s1p9O5VD',
        'token: eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJnaXRodWIiLCJpaWQiOjQ3ODE2MzM2LCJleHAiOjE3OTAwMDAwMDAsImp0aSI6IlJFU3ByT2xya2thakJGN0YifQ.bWRmPp0M6T5ufCml5ph5rsGn0xDA8SOx6QDSOH8Ew9VJd2g58jqZ_2yfcnjt9sFU9aowMHXIllprASRX_RLQMx',
      ],
    },
  },
  {
    id: 'github-refresh-token',
    name: 'GitHub App refresh token',
    provider: 'GitHub',
    why: 'Anyone with it and the client secret of the app can get new access tokens of the user for six months.',
    severity: 'high',
    confidence: 'medium',
    revoke: "Revoke the app's authorization in the settings of the user that it was issued to.",
    revokeUrl: 'https://github.com/settings/apps/authorizations',
    source:
      'https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/refreshing-user-access-tokens',
    keywords: ['ghr_'],
    pattern: /(?<![A-Za-z0-9_])ghr_(?:[A-Za-z0-9]{76}|[A-Za-z0-9]{36})(?![A-Za-z0-9_])/g,
    check: checkRefreshToken,
    samples: {
      hit: [
        'refresh_token=ghr_CEtwDNnTKcdXJuvN9N3OWthlQbKADhnd1gOt1nShYvjAZCaanPQQCmAL6DhTZS4NCuWEWs15mRlK',
        '"refresh_token": "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"',
      ],
      clean: [
        'refresh_token=ghr_BFubd8ECpYD0XWf7S0AWyodEaNUyVYqRk7hDR5KBt7EVHfy4R1',
        'refresh_token=aghr_8jkcStWxIkHDifSmhkydOYjugmNjy5huOAaXSDAgBXvCDc0dcyyBoIMWED7JdSey7gf253yqTAPd',
        'refresh_token: ghr_<76 characters>',
      ],
    },
  },
];
