import { mixedCharacters } from '../checks/mixedCharacters';
import type { Rule } from '../rule';

/** Credentials of Yandex Cloud. */
export const yandexRules: readonly Rule[] = [
  {
    id: 'yandex-access-token',
    name: 'Yandex Cloud IAM token',
    provider: 'Yandex Cloud',
    why: 'Anyone with it can act in the cloud as the account that it was issued to, for at most twelve hours.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Revoke it with yc iam revoke-token.',
    revokeUrl: 'https://console.yandex.cloud/',
    source: 'https://yandex.cloud/en/docs/iam/operations/compromised-credentials',
    keywords: ['t1.'],
    pattern: /(?<!\w)t1\.[\w-]{20,400}={0,2}\.[\w-]{86}={0,2}(?![\w=])/g,
    reach: { before: 4, after: 520 },
    minEntropy: 4,
    samples: {
      hit: [
        'YC_TOKEN=t1.2AVn93kvSnJt4kNXSw13Xxez5eZe9ucKpCOtsT4sI6oWCyUK6-bwyooZiNAKCw1a_Wc-dRFtD3juV1tO=.1Ej_hBvRCTpoumhVdpAVf8hKd7bjvJuE1o75EIV-G8-y6Lrb-JlZV9WUPVOM74LrGD1qTgxW-vkD4-9eBAyvml==',
        'yc_token = "t1.Xp0oTLAoBL8lUd_fEAK0lxrIgL0MOkLC7OcPxyiFqmmxvcmuXsXn8G-dEijcnJowvFxcs-gOtvdBDeHZ=.mm0PFD-HIqB8kW_0AWv8TeOHbhBhHmZ1dxEIFwVHXcnT-huv2N-jhVul2iHXo0u--yu_KJE07D98EWKfWX7RKo=="',
      ],
      clean: [
        'YC_TOKEN=$YC_TOKEN',
        'YC_TOKEN=t1.ojDE5pqWzGZkDIK7VznEOQIp1MFZR-ghPOtZ45bciExsfQiqmYwhYiRc9S0R-hKBhxC9Ii1JeO52z_zg=.A-KVGVhQoGMtbDWrJRb59Gympdfw0jm0evkhyY_Q1PTCHkey',
      ],
    },
  },
  {
    id: 'yandex-api-key',
    name: 'Yandex Cloud API key',
    provider: 'Yandex Cloud',
    why: 'Anyone with it can use the services of the service account that it belongs to, at their cost.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the API key of the service account and create a new one.',
    revokeUrl: 'https://console.yandex.cloud/',
    source: 'https://yandex.cloud/en/docs/iam/concepts/authorization/api-key',
    keywords: ['aqvn'],
    pattern: /(?<!\w)AQVN[\w-]{35,38}(?![\w-])/g,
    minEntropy: 3.5,
    check: mixedCharacters,
    samples: {
      hit: [
        'YANDEX_API_KEY=AQVNEq6VdVzuNjoQuazhj3qN2i6gI_Yn9moxkv3t',
        '"yandexApiKey": "AQVNZOQ04xdbYjDBMnj06w-iIS62GPy14eVaAm9I"',
      ],
      clean: ['YANDEX_API_KEY=$YANDEX_API_KEY', 'YANDEX_API_KEY=AQVN6YF-haydH_VeDzlXrRMVzJumJXUm'],
    },
  },
  {
    id: 'yandex-aws-access-token',
    name: 'Yandex Cloud static access key',
    provider: 'Yandex Cloud',
    why: 'Together with its key ID, anyone can read and write the object storage of the service account.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the static key of the service account and create a new one.',
    revokeUrl: 'https://console.yandex.cloud/',
    source: 'https://yandex.cloud/en/docs/iam/concepts/authorization/access-key',
    keywords: ['ycm', 'ycn', 'yco', 'ycp'],
    pattern: /(?<![\w+/-])YC[M-P][\w-]{37}(?![\w+/=-])/g,
    reach: { before: 4, after: 60 },
    minEntropy: 3.8,
    check: mixedCharacters,
    samples: {
      hit: [
        'AWS_SECRET_ACCESS_KEY=YCPxGEOg-WlJQmxzAz3b8DD1IByL8E6zXbkzEmr6',
        'aws_secret_access_key: YCPak2sS14y-UoY82V_0O8d-BfsTod_fbNzcH18v',
      ],
      clean: [
        'AWS_SECRET_ACCESS_KEY=$AWS_SECRET_ACCESS_KEY',
        'AWS_SECRET_ACCESS_KEY=YCPa8UJMgHoaGH_w5fGXPsKl-PX763XGOYu3G',
      ],
    },
  },
  {
    id: 'yandex-oauth-token',
    name: 'Yandex OAuth token',
    provider: 'Yandex Cloud',
    why: 'Anyone with it can get IAM tokens for the account of its owner, for a year.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the application’s access in the list of devices and applications of the account.',
    revokeUrl: 'https://id.yandex.com/personal/data-access',
    source: 'https://yandex.cloud/en/docs/iam/concepts/authorization/oauth-token',
    keywords: ['y0_', 'y1_', 'y2_', 'y3_'],
    pattern: /(?<!\w)y[0-3]_[\w-]{55,199}(?![\w-])/g,
    reach: { before: 4, after: 240 },
    minEntropy: 4,
    samples: {
      hit: [
        'YC_OAUTH_TOKEN=y0_AgAAAA28Deaz9MfK9weNtV0IH4M9whxlq-5OYObknCe9hl1SIurBrTXl',
        "const ycOauthToken = 'y0_AgAAAA6Wv1DIDESvDjf5bnGvqD9vm13MaUTHkjJ0lHUCQo1PJb1uwD_g';",
      ],
      clean: ['YC_OAUTH_TOKEN=$YC_OAUTH_TOKEN', 'YC_OAUTH_TOKEN=y0_AgAAAAnqKn6nPDB9PW_F5NuscbAI6Z19J1JW'],
    },
  },
];
