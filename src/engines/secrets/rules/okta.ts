import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Tokens and secrets of Okta. */
export const oktaRules: readonly Rule[] = [
  {
    id: 'okta-api-token',
    name: 'Okta API token',
    provider: 'Okta',
    why: "Anyone with it can manage the organisation's users, groups and applications as the administrator who created it.",
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Revoke the token under Security, API, Tokens.',
    revokeUrl: null,
    source: 'https://developer.okta.com/docs/guides/create-an-api-token/main/',
    keywords: ['okta'],
    pattern: assigned('okta', '00[A-Za-z0-9_-]{40}'),
    minEntropy: 3.8,
    check: mixedCharacters,
    samples: {
      hit: [
        'OKTA_API_TOKEN=00V1E5rol1I_CMCwPljQ3IYMPj7rT-_CbU9_lWXF2b',
        '"okta_api_token": "00k-WmhZ2VgZRczzlvRcX4tc2tFOjU-YyNCen8qn7e"',
      ],
      clean: [
        'OKTA_API_TOKEN=007KUwiM8DvFott4floJ5t',
        'OKTA_CLIENT_ID=0oaAlbNfAEv2tRnuYtPo',
        'OKTA_API_TOKEN=$OKTA_TOKEN',
      ],
    },
  },
  {
    id: 'okta-header-token',
    name: 'Okta API token in a request',
    provider: 'Okta',
    why: "Anyone with it can manage the organisation's users, groups and applications as the administrator who created it.",
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the token under Security, API, Tokens.',
    revokeUrl: null,
    source: 'https://developer.okta.com/docs/reference/core-okta-api/#authentication',
    keywords: ['ssws'],
    pattern: /(?<![A-Za-z])SSWS {1,4}(?<secret>00[A-Za-z0-9_-]{40})(?![\w-])/g,
    minEntropy: 3.8,
    samples: {
      hit: [
        'curl -H "Authorization: SSWS 009238iQs9dYuPl64dwGKWsrDqkPtDpc9u8CkX_89o" https://dev-1.okta.com/api/v1/users',
        'headers["Authorization"] = "SSWS 00Zovppwrd_pIoFh-oogxywX7ZwlNY6u7gnRk8lU8j"',
      ],
      clean: ['Authorization: SSWS 00XHhzGNsePd8h', 'Authorization: SSWS $TOKEN'],
    },
  },
  {
    id: 'okta-client-secret',
    name: 'Okta OAuth client secret',
    provider: 'Okta',
    why: 'Anyone with it can obtain tokens in the name of the application.',
    severity: 'high',
    confidence: 'medium',
    revoke: "Generate a new secret on the application's General tab and delete this one.",
    revokeUrl: null,
    source: 'https://developer.okta.com/docs/guides/client-secret-rotation-key/main/',
    keywords: ['okta'],
    pattern: assigned('okta[\\w.-]{0,24}secret', '[A-Za-z0-9_-]{40}(?:[A-Za-z0-9_-]{24})?'),
    minEntropy: 3.8,
    check: mixedCharacters,
    samples: {
      hit: [
        'OKTA_CLIENT_SECRET=ANCcLBKW5k5EEGSSNI7KB1BBW_PMHnOQEuFCEBx9vXynYFSzpdf3dccGFAxSYV7h',
        'okta.oauth2.client-secret=rmJpQKku5anpd0cH9QiJJfTaJICm3DqRFRkgKZ7m',
      ],
      clean: ['OKTA_CLIENT_SECRET=qy4LNpq3BCOnUG4t', 'OKTA_CLIENT_ID=0oa03OL8UDuU7wmSljuV'],
    },
  },
];
