import { assigned } from '../patterns';
import type { Check, Rule } from '../rule';

const API_TOKENS = 'https://id.atlassian.com/manage-profile/security/api-tokens';
const API_TOKENS_SOURCE =
  'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/';

/** Tokens of the Data Center editions are base64 of a number of 12 digits, a colon and 20 random bytes. */
const isDataCenterToken: Check = ({ secret }) =>
  /^\d{12}:/.test(Buffer.from(secret.replace(/^BBDC-/, ''), 'base64').toString('latin1')) ? 'high' : 'no';

/** Atlassian’s accounts, Jira and Confluence; bitbucket.ts covers Bitbucket Cloud. */
export const atlassianRules: readonly Rule[] = [
  {
    id: 'atlassian-api-token',
    name: 'Atlassian API token',
    provider: 'Atlassian',
    why: 'With its owner’s address, anyone can read and change what the owner can in Jira, Confluence and Bitbucket.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the token in the security settings of the Atlassian account.',
    revokeUrl: API_TOKENS,
    source: API_TOKENS_SOURCE,
    keywords: ['atatt3'],
    reach: { before: 2, after: 280 },
    pattern: /(?<![A-Za-z0-9_-])ATATT3[A-Za-z0-9_-]{100,250}(?:=[0-9A-Fa-f]{8})?(?![A-Za-z0-9_=-])/g,
    minEntropy: 4,
    samples: {
      hit: [
        'JIRA_API_TOKEN=ATATT3xFfGF0s-IqKxod7skuGOc3z5aTxkduogEoEMtNl3hckKb3z66bDuqNmQUpWqLqszymYDZeLNdcQNAgqlAz341jzo9AiQvRH91YW8i5-ISwp-gxnR13ww1EGQeWBxWBKNERcnZcHa_xCHcEx4Iy7fcTs3GfhunG1o1TGpvvv-8oFQHaQlF=556DBFE9',
        'curl -u me@acme.dev:ATATT3xFfGF0TVUALqwz9vPoJu4GQWXNg6GamhXPoGwJBe_qXK4FNVJtPJA_waYxuwTJasS24VLWsMh1xeooWWZ9nY2QCKIGBh0DZklRlgLJWsoTnoqbyQsGEIT1h7F-Sm4qk-sI5n4dYbC6JxTQ21SQnGok2ixUk6CI7MCAxu02IZR6DJvXVoR=F85EA191 https://acme.atlassian.net',
      ],
      clean: ['JIRA_API_TOKEN=ATATT3xFfGF0...', 'ATATT3xFfGF0MbALPcFVlK7DEqGg05FnDhfBGnqnRbmxtjSXNSGt'],
    },
  },
  {
    id: 'atlassian-api-token-legacy',
    name: 'Atlassian API token of the older form',
    provider: 'Atlassian',
    why: 'With its owner’s address, anyone can read and change what the owner can in Jira and Confluence.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Revoke the token in the security settings of the Atlassian account.',
    revokeUrl: API_TOKENS,
    source: API_TOKENS_SOURCE,
    keywords: ['atlassian', 'jira', 'confluence'],
    pattern: assigned(
      '(?:atlassian|jira|confluence)[\\w.\\-]{0,12}(?:token|pass|api|secret)',
      '[A-Za-z0-9]{24}',
    ),
    minEntropy: 3.5,
    samples: {
      hit: ['JIRA_API_TOKEN=U7w4tTdVUMMafvhsMbyC7oXR', '"confluence-token": "81MRtU189YCydhU5HvkTRWmV"'],
      clean: [
        'JIRA_API_TOKEN=$JIRA_API_TOKEN',
        'JIRA_API_TOKEN=wRmVRfqYvDSCwaAP9YKQuvfSn',
        'jiraProject: gHJsvFFWN5E0ALSg2JXW7iIi',
      ],
    },
  },
  {
    id: 'atlassian-oauth-client-secret',
    name: 'Atlassian OAuth 2.0 client secret',
    provider: 'Atlassian',
    why: 'With it, anyone can redeem codes and refresh tokens as this app.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Rotate the secret of the app in the developer console.',
    revokeUrl: 'https://developer.atlassian.com/console/myapps/',
    source: 'https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/',
    keywords: ['atoa'],
    pattern: /(?<![A-Za-z0-9_-])ATOA[A-Za-z0-9_-]{56,72}[0-9A-F]{8}(?![A-Za-z0-9_-])/g,
    minEntropy: 4,
    samples: {
      hit: [
        'ATLASSIAN_CLIENT_SECRET=ATOAPGCucDuRt_1qBzbgYcOyK-DpiME-k1lfI4rP_yb__GWbJoafScQj4jVzGgMYcVSQ6437F380',
        '"client_secret": "ATOAIaRDUDaf2JKiwmjlJSjLxNDR41u1sPxYRMnos2gueS0A7-YGpcSiTkZIvYOHekTX4F11CA0F"',
      ],
      clean: [
        'ATOAlv2BMuoHqX3zqRZGgvFL',
        'FATOAXVC8kK3lAKIUU6Fc5vbokRJSSfQ4rHJLVvbt0eqjnG1QlmkhGO516tVc2na99PpD188246F6',
      ],
    },
  },
  {
    id: 'atlassian-data-center-token',
    name: 'Jira, Confluence or Bitbucket Data Center access token',
    provider: 'Atlassian',
    why: 'Anyone who reaches the server can read and change what the token’s owner can.',
    severity: 'critical',
    confidence: 'medium',
    revoke:
      'Revoke the token under Personal Access Tokens (Bitbucket: HTTP access tokens) in the user profile.',
    revokeUrl: null,
    source: 'https://confluence.atlassian.com/enterprise/using-personal-access-tokens-1026032365.html',
    keywords: ['jira', 'confluence', 'atlassian', 'bitbucket', 'bearer', 'bbdc-'],
    pattern: /(?<![A-Za-z0-9+/])(?:BBDC-)?[MNO][A-Za-z0-9+/]{43}(?![A-Za-z0-9+/=])/g,
    minEntropy: 4,
    check: isDataCenterToken,
    samples: {
      hit: [
        'JIRA_TOKEN=NTQyNTU0NjQ4NzEzOkvUIH0Q+Rn6ETpOMUAxBk5fp+bH',
        'git clone https://x:BBDC-ODQyNTY2OTg5MjQxOlzlUsztsrX7Gew0xs1JIvQmO/cJ@bitbucket.acme.dev/scm/site.git',
      ],
      clean: ['JIRA_TOKEN=Nf6QSn56T3RmAizUQl7IECub8EaahQBqalKrdF3eayjt', 'BBDC-BhffugdpYcj29xhsDvVB'],
    },
  },
];
