import { assigned } from '../patterns';
import type { Rule } from '../rule';

const BEDROCK = 'https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html';

/** Credentials of single services of AWS, and of Amazon's marketplaces. */
export const awsServicesRules: readonly Rule[] = [
  {
    id: 'aws-bedrock-api-key-long-lived',
    name: 'Amazon Bedrock long-term API key',
    provider: 'AWS',
    why: 'Anyone with it can run every model of Amazon Bedrock at the account’s cost, until it expires or for good.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Deactivate and delete the key with the IAM user that was made for it.',
    revokeUrl: 'https://console.aws.amazon.com/bedrock/home#/api-keys',
    source: BEDROCK,
    keywords: ['abskqmvkcm9ja0fqsutles'],
    reach: { before: 2, after: 320 },
    pattern: /(?<![A-Za-z0-9+/])ABSKQmVkcm9ja0FQSUtleS[A-Za-z0-9+/]{50,280}={0,2}(?![A-Za-z0-9+/=])/g,
    samples: {
      hit: [
        'AWS_BEARER_TOKEN_BEDROCK=ABSKQmVkcm9ja0FQSUtleS1ubmZ0LWF0LTA5Nzg4MjQ0NTA2MDpMYkRPUko2cFN0cFJ3UzJNSFN3cG40d1lubWxQTUJ3YWRhVFRacXRmbEc3YQ==',
        'token: "ABSKQmVkcm9ja0FQSUtleS1vejA5LWF0LTU1MjgyNzQwOTYwNDpnbkFmWWRuVnladWQyZnRneFR3VGJwNkM2VE9ZVjZyWGo0YlQwSXpuTk5sbQ=="',
      ],
      clean: ['AWS_BEARER_TOKEN_BEDROCK=ABSKQmVkcm9ja0FQSUtleS...', 'x = "ABSK9R0f00OfUyt6"'],
    },
  },
  {
    id: 'aws-bedrock-api-key-short-lived',
    name: 'Amazon Bedrock short-term API key',
    provider: 'AWS',
    why: 'Anyone with it can run models as the session that created it, for 12 hours at most.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Revoke the sessions of the role that it was made by, or wait until it has expired.',
    revokeUrl: 'https://console.aws.amazon.com/iam/home#/roles',
    source: BEDROCK,
    keywords: ['bedrock-api-key-'],
    reach: { before: 2, after: 3000 },
    pattern:
      /(?<![A-Za-z0-9-])bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t[A-Za-z0-9+/]{100,2900}={0,2}(?![A-Za-z0-9+/=])/g,
    samples: {
      hit: [
        'AWS_BEARER_TOKEN_BEDROCK=bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29tLz9BY3Rpb249Q2FsbFdpdGhCZWFyZXJUb2tlbiZYLUFtei1BbGdvcml0aG09QVdTNC1ITUFDLVNIQTI1NiZYLUFtei1DcmVkZW50aWFsPUFTSUE1QkZZVVVHUEdON0tWT0EyJlgtQW16LVNpZ25hdHVyZT1mNzg0ZmE4MWU4OThiYWIwZDg2MGJlZWRkMmY4MjE2MmJjY2Y2OGE0ODQzNmZlZTU3YzU5Y2MyYzdkMGUyNjU1',
        'Authorization: Bearer bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29tLz9BY3Rpb249Q2FsbFdpdGhCZWFyZXJUb2tlbiZYLUFtei1BbGdvcml0aG09QVdTNC1ITUFDLVNIQTI1NiZYLUFtei1DcmVkZW50aWFsPUFTSUFTVVMzUlJZTVBMMklIVFBJJlgtQW16LVNpZ25hdHVyZT05MWZkYzZiYWQxYzI5NTgyNzBiMGQwMzk3YWQ3Y2E3ZDZkNTUwMGYxN2YwM2M5ZjQ1YjYzMmIxNWE5NGUyNDk5',
      ],
      clean: [
        'secretName: bedrock-api-key-production-eu-central-1',
        'bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t',
      ],
    },
  },
  {
    id: 'aws-ses-smtp-password',
    name: 'Amazon SES SMTP password',
    provider: 'AWS',
    why: 'With the SMTP user name, anyone can send mail as the account’s domains.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Delete the access key of the IAM user that the password was derived from.',
    revokeUrl: 'https://console.aws.amazon.com/ses/home#/smtp',
    source: 'https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html',
    keywords: ['smtp', 'ses_', 'ses-'],
    pattern: assigned('(?:(?<![a-z])ses|smtp)[\\w.\\-]{0,20}(?:pass|pwd|secret)', 'B[A-P][A-Za-z0-9+/]{42}'),
    minEntropy: 4,
    check: ({ secret }) => (/^B[A-P]/.test(secret) ? undefined : 'no'),
    samples: {
      hit: [
        'SES_SMTP_PASSWORD=BAM14EUS1YMC65HyG150ZnZrQEH9jUhAFkUlXWtgpX60',
        'smtp_password: "BHiPvt7yDl5VcjS0JTJtWVDxWZChJrL8iPjEtFUEvhRl"',
      ],
      clean: [
        'SMTP_PASSWORD=A4X2xEYEShhHlqMGn7RQQ96Z0hKPiKWsWP/4kV98LOl3',
        'smtp_password: $SES_SMTP_PASSWORD',
      ],
    },
  },
  {
    id: 'aws-appsync-api-key',
    name: 'AWS AppSync API key',
    provider: 'AWS',
    why: 'Anyone with it can use the GraphQL API, and read its data where nothing else is required.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Delete the key in the settings of the AppSync API.',
    revokeUrl: 'https://console.aws.amazon.com/appsync/home',
    source: 'https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html',
    keywords: ['da2-'],
    pattern: /(?<![A-Za-z0-9_-])da2-[a-z0-9]{26}(?![A-Za-z0-9_-])/g,
    minEntropy: 3,
    samples: {
      hit: [
        '"aws_appsync_apiKey": "da2-hxbkkdbrk7u08viyc37c6nz6dl"',
        "-H 'x-api-key: da2-hc6dn6iofntshqyqg1ur136b9t'",
      ],
      clean: ['"aws_appsync_apiKey": "da2-pe4tfrmk7aiob1g6ndjc"', 'lambda2-n0pu8qp68s2daqsw89xhfgjo27'],
    },
  },
  {
    id: 'amazon-mws-auth-token',
    name: 'Amazon MWS authorization token',
    provider: 'Amazon',
    why: 'It let a developer act for a seller in the Marketplace Web Service, which was shut down in 2024.',
    severity: 'low',
    confidence: 'high',
    revoke: 'Disable the developer’s authorization in Seller Central.',
    revokeUrl: 'https://sellercentral.amazon.com/apps/manage',
    source: 'https://developer-docs.amazon.com/sp-api/docs/migrating-from-amazon-mws',
    keywords: ['amzn.mws.'],
    pattern: /(?<![A-Za-z0-9.])amzn\.mws\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![A-Za-z0-9-])/g,
    samples: {
      hit: [
        'MWS_AUTH_TOKEN=amzn.mws.a12070fd-2b6c-422b-b07d-0bbd5f626faa',
        "'mwsAuthToken' => 'amzn.mws.9fd69e44-c6f0-4434-b00a-086691e2af83'",
      ],
      clean: ['amzn.mws.4ea38b7b-f563-7709', 'import com.amzn.mws.client'],
    },
  },
  {
    id: 'amazon-oauth-client-secret',
    name: 'Login with Amazon client secret',
    provider: 'Amazon',
    why: 'With a refresh token, it gives access to a seller’s orders or to users’ Amazon profiles.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Rotate the client secret of the security profile or the Selling Partner application.',
    revokeUrl: 'https://developer.amazon.com/settings/console/securityprofile/overview.html',
    source: 'https://developer-docs.amazon.com/sp-api/docs/application-credentials',
    keywords: ['amzn1.oa2-cs.v1.'],
    pattern: /(?<![A-Za-z0-9.])amzn1\.oa2-cs\.v1\.[0-9a-f]{64}(?![A-Za-z0-9])/g,
    samples: {
      hit: [
        'LWA_CLIENT_SECRET=amzn1.oa2-cs.v1.bef41fdf02ae267d048207c10d9ee13a148ef53738d4177190844d8a43295d2b',
        '"client_secret": "amzn1.oa2-cs.v1.0d67efba7e4f759682ffa077bfd6945cbf0c6636979baeeceb8841210777c985"',
      ],
      clean: [
        'LWA_CLIENT_ID=amzn1.application-oa2-client.dc608f4bab4cda4587da14f5c00bfabb',
        'amzn1.oa2-cs.v1.c4192309637b0e59be81de6621f27644be0a5ddd',
      ],
    },
  },
  {
    id: 'amazon-oauth-refresh-token',
    name: 'Login with Amazon refresh token',
    provider: 'Amazon',
    why: 'With the application’s client secret, it gives access to the seller’s or user’s data repeatedly.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Revoke the application’s authorization in Seller Central or in the Amazon account.',
    revokeUrl: 'https://sellercentral.amazon.com/apps/manage',
    source: 'https://developer.amazon.com/docs/login-with-amazon/refresh-token.html',
    keywords: ['atzr|'],
    reach: { before: 2, after: 1100 },
    pattern: /(?<![A-Za-z0-9])Atzr\|Iw[A-Za-z0-9_+/-]{80,1000}={0,2}(?![A-Za-z0-9_+/-])/g,
    samples: {
      hit: [
        'SP_API_REFRESH_TOKEN=Atzr|IwEBvv17HabGZQ8Ttvad3H1NVsp8FB58xFLSsy80LfvUIWU87HfPovqSFBWGYJeWKmzIt20MbtR2qLsKu-EYbwkt1rOzK9mnkdq7lPICDmOtVLKTylSo7RQmtbQuq_gLSIBemMNVOtH5Kne3JHCN4R7cv437_HCvJfaMG32uQkO2uEUzJtoDFtZAYv8k_g4ULB7GUO5Eqljzk1qV248lWRX1LC2W8J4mhukU795wwNkD88foEgGdgukcEV5UWNRdPng4cRlujT4dTFy1Z_osqHaLielqqqRWtDY4kkao4DLQcf3ul8mlDDZGEYzVUt1UjEK1MnjqPkJHRiq35VvygHLs84mkPcrfnD',
        '"refresh_token": "Atzr|IwEB3l8jxU89KW3rHAzX6z_J40Pvw43oSxYzj7DhzurX3qRBa1BVM-GLPy2T6wio1kGQYkz_-kBvQ1oJKn2yryTMOUwBrpmoAXijEt7DwMFkzroafRW6zI84WEcjbB2m5MwdDGZTI1vlpUUhC1SazmcFC3Bc3Ef6GoScPxoUrRRD0JG9KNObwCIRgngR1FezRb0_716zDthhKwB64S2blMhaGxK3-t-Qo87SqCdi2QcrvOnDOmyWwiXqrOc61PbQKmlwyjAoUPODm04IlMHolFgcP8nwJwQ7qc7L9OdNvuHr06cR"',
      ],
      clean: ['refresh_token=Atzr|IwEB...', 'Atzr|IQEBLzAtAhR2N2ux3RgFGH1zDuj7D7C'],
    },
  },
];
