import type { Rule } from '../rule';

/** The account key that 1Password's security white paper prints as its example. */
const PUBLISHED_EXAMPLE = 'A3-ASWWYB-798JRY-LJVD4-23DC2-86TVM-H43EB';

/** Credentials of 1Password's accounts and vaults. */
export const onePasswordRules: readonly Rule[] = [
  {
    id: '1password-secret-key',
    name: '1Password Secret Key',
    provider: '1Password',
    why: 'With the account password that belongs to it, it opens every vault of the account from any device.',
    severity: 'high',
    confidence: 'high',
    revoke:
      'Create a new Secret Key in the account settings on 1Password.com, which signs all other devices out.',
    revokeUrl: 'https://my.1password.com/profile',
    source: 'https://support.1password.com/secret-key-security/',
    keywords: ['a3-'],
    reach: { before: 2, after: 48 },
    pattern:
      /(?<![A-Za-z0-9-])A3-[2-9A-HJ-NP-TV-Z]{6}-(?:[2-9A-HJ-NP-TV-Z]{6}-[2-9A-HJ-NP-TV-Z]{5}|[2-9A-HJ-NP-TV-Z]{11})(?:-[2-9A-HJ-NP-TV-Z]{5}){3}(?![A-Za-z0-9-])/g,
    minEntropy: 3,
    check: ({ secret }) => (secret === PUBLISHED_EXAMPLE ? 'no' : undefined),
    samples: {
      hit: [
        'OP_SECRET_KEY=A3-G4P3GJ-MNTPCN-T5EYP-FZLWW-EM3TH-VQDNV',
        'op account add --address acme.1password.com --secret-key "A3-P43SJS-XD2QK8EP7QF-4BDY6-YZNM6-TJT59"',
      ],
      clean: [
        'The key looks like A3-ASWWYB-798JRY-LJVD4-23DC2-86TVM-H43EB in the white paper.',
        'id: 7f3d2ba3-832EMA-VZLNSC-H3C89-VQHPR-RJ4K2-D3Q3K',
      ],
    },
  },
  {
    id: '1password-service-account-token',
    name: '1Password service account token',
    provider: '1Password',
    why: 'Anyone with it can read, and often change, every vault that the service account was given.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Rotate or revoke the token of the service account.',
    revokeUrl: 'https://start.1password.com/developer-tools/active/service-accounts',
    source: 'https://developer.1password.com/docs/service-accounts/security/',
    keywords: ['ops_eyj'],
    reach: { before: 2, after: 2100 },
    pattern: /(?<![A-Za-z0-9_-])ops_eyJ[A-Za-z0-9_-]{200,2000}={0,2}(?![A-Za-z0-9_-])/g,
    samples: {
      hit: [
        'OP_SERVICE_ACCOUNT_TOKEN=ops_eyJzaWduSW5BZGRyZXNzIjoiZXhhbXBsZS4xcGFzc3dvcmQuY29tIiwidXNlckF1dGgiOnsibWV0aG9kIjoiU1JQZy00MDk2IiwiYWxnIjoiUEJFUzJnLUhTMjU2IiwiaXRlcmF0aW9ucyI6NjUwMDAwLCJzYWx0IjoicFRoN2dYX3lFaHphYThOczFGaGJlWSJ9LCJlbWFpbCI6InJlaTY3YXdscG5wZ3BAMXBhc3N3b3Jkc2VydmljZWFjY291bnRzLmNvbSIsInNycFgiOiIxYzQzMzc4ZjliZTI4YTNlZTZhYjYyZWRjMDhlNGZlNjIyZjZhODcxOTU3MTY5ZTFmYTJiMGUyNjljMzlmZGI4IiwibXVrIjp7ImsiOiJRZEVJdkFJUHE5LWF0NjdPWmZNZ3VqSzh6SS1oOEw4TU1QcWQtcjJrWUJMIiwia2lkIjoibXAifSwic2VjcmV0S2V5IjoiQTMtWDhYQkoyIiwiZGV2aWNlVXVpZCI6ImdkaGl6em9jd21xZXo3NjJsdWZ3c3Jja3VsIn0',
        'env:\n  - name: OP_SERVICE_ACCOUNT_TOKEN\n    value: "ops_eyJzaWduSW5BZGRyZXNzIjoiZXhhbXBsZS4xcGFzc3dvcmQuY29tIiwidXNlckF1dGgiOnsibWV0aG9kIjoiU1JQZy00MDk2IiwiYWxnIjoiUEJFUzJnLUhTMjU2IiwiaXRlcmF0aW9ucyI6NjUwMDAwLCJzYWx0IjoiNTBEMUtscFBfM19Ma0pfU20zVUE3RyJ9LCJlbWFpbCI6IndqbHkzNTc1azNvYWdAMXBhc3N3b3Jkc2VydmljZWFjY291bnRzLmNvbSIsInNycFgiOiIxMDJkZmViNjc4NTZhMTk1ZWYzZWU5N2Q0ZGQ3NzNjY2U4OGE1N2M3ODc2Njk4NzUxNWY5MDUzNGRhZWMxZmRhIiwibXVrIjp7ImsiOiJOMTNSZGJSZkFKQkl0WEZ5eTZWV0VYYUthQ2VKcDAta21ROGlxRmE5X2ZYIiwia2lkIjoibXAifSwic2VjcmV0S2V5IjoiQTMtNU1XWkRDIiwiZGV2aWNlVXVpZCI6InNrbG1taHU3eWl3NmlhaGgydWg2cmo3NmQ2In0"\n',
      ],
      clean: ['OP_SERVICE_ACCOUNT_TOKEN=ops_eyJ...', 'const devops_eyJhbGciOiJIUzI1NiJ9 = load();'],
    },
  },
];
