import { assigned } from '../patterns';
import type { Rule, Suspect } from '../rule';

/** Tokens of monday.com. */
export const mondayRules: readonly Rule[] = [
  {
    id: 'monday-api-token',
    name: 'monday.com API token',
    provider: 'monday.com',
    why: 'Anyone with it can read and change every board that its owner can.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Regenerate the token under Developers, My access tokens.',
    revokeUrl: 'https://auth.monday.com/users/sign_in_new',
    source: 'https://developer.monday.com/api-reference/docs/authentication',
    keywords: ['eyj0awqioj'],
    pattern: /(?<![\w.-])eyJhbGciOiJIUzI1NiJ9\.eyJ0aWQiOj[A-Za-z0-9_-]{40,300}\.[A-Za-z0-9_-]{43}(?![\w-])/g,
    reach: { before: 64, after: 384 },
    check: isMondayToken,
    samples: {
      hit: [
        'MONDAY_API_TOKEN=eyJhbGciOiJIUzI1NiJ9.eyJ0aWQiOjkzNDYxNzc0NCwiYWFpIjoxMSwidWlkIjozODI3OTgwNCwiaWFkIjoiMjAyNC0wMy0wNVQxMDowMDowMC4wMDBaIiwicGVyIjoibWU6d3JpdGUiLCJhY3RpZCI6OTc3MjA5NCwicmduIjoidXNlMSJ9.c7bnaclnT4uvNbX1mMx8VH5ZLjjEc4Tx0KXwBXylHfd',
        'curl -H "Authorization: eyJhbGciOiJIUzI1NiJ9.eyJ0aWQiOjQ2Njg0MjEzMywiYWFpIjoxMSwidWlkIjoyOTAxNjI3MiwiaWFkIjoiMjAyNC0wMy0wNVQxMDowMDowMC4wMDBaIiwicGVyIjoibWU6d3JpdGUiLCJhY3RpZCI6NDg3NTEzMywicmduIjoidXNlMSJ9.HpKAYDp53qybJvDdoyv8dqOkj3VBEAzk9ulx9Mrk05n" https://api.monday.com/v2',
      ],
      clean: [
        'MONDAY_API_TOKEN=eyJhbGciOiJIUzI1NiJ9.eyJ0aWQiOjvmqjbpdpNlAcYyDm4nvA',
        'MONDAY_API_TOKEN=eyJhbGciOiJIUzI1NiJ9.eyJ0aWQiOjqWk8kv7iOJdSWMHkPFUXeRk2aTZ2FhJ3B5ILeHBzNJREHG0tonPJlzpUuk611bZHpifT1Nns9x8coSK8.c0MeZJNaEdw4mjJZDTgBRiKMZfZqrbdnvcx9l6hrBiT',
      ],
    },
  },
  {
    id: 'monday-signing-secret',
    name: 'monday.com app signing or client secret',
    provider: 'monday.com',
    why: 'Anyone with it can forge what the app receives from monday.com, or obtain tokens in its name.',
    severity: 'high',
    confidence: 'medium',
    revoke: "Regenerate the secret on the app's page in the developer centre.",
    revokeUrl: null,
    source: 'https://developer.monday.com/apps/docs/oauth',
    keywords: ['monday'],
    pattern: assigned('monday[\\w.-]{0,20}secret', '[0-9a-f]{32}'),
    minEntropy: 3,
    samples: {
      hit: [
        'MONDAY_SIGNING_SECRET=194c5d79d86e59e301c532728d91f5fd',
        "mondayClientSecret: '8709a0eab3f870a183b32c6e38f1766f',",
      ],
      clean: ['MONDAY_CLIENT_ID=3c93a660d6c6f7eb51a68f8d7784e8b8', 'MONDAY_SIGNING_SECRET=f74a151c6b'],
    },
  },
];

/** The claims of a personal token begin with the token's number. */
function isMondayToken({ secret }: Suspect): 'high' | 'no' {
  const claims = Buffer.from(secret.split('.')[1] ?? '', 'base64url').toString('latin1');
  return /"tid":\d/.test(claims) && claims.includes('"uid":') ? 'high' : 'no';
}
