import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of HashiCorp's cloud, and the passwords of databases in Terraform's files. */
export const terraformRules: readonly Rule[] = [
  {
    id: 'hashicorp-tf-api-token',
    name: 'HCP Terraform API token',
    provider: 'HashiCorp',
    why: 'Anyone with it can plan and apply in the workspaces of its owner, and read their state with all secrets in it.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the token in the settings of the user, team or organization.',
    revokeUrl: 'https://app.terraform.io/app/settings/tokens',
    source: 'https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens',
    keywords: ['.atlasv1.'],
    pattern: /(?<![A-Za-z0-9_.-])[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,70}(?![A-Za-z0-9_=-])/g,
    reach: { before: 20, after: 100 },
    samples: {
      hit: [
        'credentials "app.terraform.io" {\n  token = "k7B02CMcjH0imR.atlasv1.wZOsMoy2bJnYY5sGbcqU1nkkR7chLgzh0XnXOwZEYNgzJCg8kEky7rybhfM3lE49qSJ"\n}',
        'TFE_TOKEN=xcU6wu4cNEuxQW.atlasv1.9HDzbKh5jXgN86fOcATT3bhOGMB3wwZkOaIWCTV3DZzFp9Xc1JSIIMYzuFHBeC6G0TM',
      ],
      clean: [
        'TFE_TOKEN=c9BInRLR1XQMYf.atlasv1.F8JHonG3ECkRSvhlpZAS',
        'TFE_TOKEN=Iz2v5pM1.atlasv1.I5UNrNSE8Nhd67Hi7nY92lItIq3C3oczNBuf4ZXzsa40IlDzG3QmR7QzMQgpWkKOqyw',
        'TFE_TOKEN=xxxxxx.atlasv1.zzzzzzzzzzzzz',
      ],
    },
  },
  {
    id: 'hcp-client-secret',
    name: 'HashiCorp Cloud Platform client secret',
    provider: 'HashiCorp',
    why: 'Anyone with it and the client id can act as the service principal in the organization or project.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Delete the key of the service principal.',
    revokeUrl: 'https://portal.cloud.hashicorp.com',
    source: 'https://developer.hashicorp.com/hcp/docs/hcp/iam/service-principal/key',
    keywords: ['hcp_', 'hcpclient'],
    pattern: assigned('(?<![a-z])hcp[\\w.-]{0,20}client[_.-]?secret', '[A-Za-z0-9_-]{64}'),
    minEntropy: 4,
    samples: {
      hit: [
        'HCP_CLIENT_SECRET=mwviKhsbYuQZkbxlxT5mbpbABk2LHuYoUhaiUpRhsGwBtC5gvmKMUDykJKgeMseN',
        'hcp_client_secret = "2a2OODIxF5y3KeIKw9qnJmtqJwMVV_reePPUev_ckM2X31eO1dbxZrsQcxasksIa"',
      ],
      clean: [
        'HCP_CLIENT_ID=Y9RDV2aH0ynAo3eV9tRgCDu51tQZAmB4Xuh2Y0kHAbJKfzaXgXwjr9Z8rnr6eAld',
        'HCP_CLIENT_SECRET=F62RrfLl8EQhaOhgHA0t4RQLQ1AoOqxa',
        'HCP_CLIENT_SECRET=var.hcp_client_secret',
      ],
    },
  },
  {
    id: 'hashicorp-tf-password',
    name: "Database administrator's password in Terraform",
    provider: 'HashiCorp',
    why: 'Anyone with it who reaches the database can read and change all of it.',
    severity: 'high',
    confidence: 'medium',
    revoke:
      'Set another password at the database, and pass it as a sensitive variable or from a secrets manager.',
    revokeUrl: null,
    source: 'https://developer.hashicorp.com/terraform/language/manage-sensitive-data',
    keywords: ['administrator_login_password', 'administrator_password', 'master_password'],
    formats: ['code', 'env', 'terraform-state'],
    pattern:
      /(?<![A-Za-z0-9_])(?:administrator_login_password|administrator_password|master_password)"?[\t ]{0,30}[=:][\t ]{0,8}"(?<secret>[^\s"$<{]{8,100})"/g,
    minEntropy: 2.8,
    samples: {
      hit: [
        { path: 'main.tf', text: '  administrator_login_password = "eMiE7ojpGYFkbYry"' },
        { path: 'main.tf', text: '  master_password      = "p305ZxanJnEZ!"' },
      ],
      clean: [
        { path: 'main.tf', text: '  administrator_login_password = var.password' },
        { path: 'main.tf', text: '  administrator_login_password = "$var.password"' },
        { path: 'main.tf', text: '  administrator_login = "AdYSDNaoOp6W1TCx"' },
      ],
    },
  },
];
