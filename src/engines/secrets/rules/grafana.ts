import { CHECKSUM } from '../checks/crc32';
import { checkApiKey, checkCloudToken, checkServiceAccountToken } from '../checks/grafana';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

const SERVICE_ACCOUNTS = 'https://grafana.com/docs/grafana/latest/administration/service-accounts/';
/** Keys and tokens of Grafana and Grafana Cloud. */
export const grafanaRules: readonly Rule[] = [
  {
    id: 'grafana-service-account-token',
    name: 'Grafana service account token',
    provider: 'Grafana',
    why: 'Anyone with it can read or change dashboards, data sources and users, within the role of the service account.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the token on the page of the service account.',
    revokeUrl: SERVICE_ACCOUNTS,
    source: 'https://github.com/grafana/grafana/blob/main/pkg/components/satokengen/satokengen.go',
    keywords: ['glsa_'],
    pattern: /(?<![A-Za-z0-9_])glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}(?![A-Za-z0-9_])/g,
    check: checkServiceAccountToken,
    evidence: CHECKSUM,
    samples: {
      hit: [
        'GRAFANA_TOKEN=glsa_mmwSHd84Dc1tPpnqN8RSYJGh51N6jpte_b3c63269',
        'curl -H "Authorization: Bearer glsa_RIF0k8metZrWiXDi29W5jM6pK38zIO6v_8f4ecb80" https://grafana.example.com/api/org',
      ],
      clean: [
        'GRAFANA_TOKEN=glsa_qu45B1MoabuO107hFqyiJeW7f9IhRmq8',
        'GRAFANA_TOKEN=aglsa_U12yY3689xQ9SpplcTdvlKtCtWEL1m8L_e3088944',
        'GRAFANA_TOKEN=glsa_<token>',
      ],
    },
  },
  {
    id: 'grafana-api-key',
    name: 'Grafana API key (legacy)',
    provider: 'Grafana',
    why: 'Anyone with it can read or change dashboards, data sources and users, within its role.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the key, or the service account that newer versions of Grafana have turned it into.',
    revokeUrl: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/migrate-api-keys/',
    source: 'https://grafana.com/docs/grafana/latest/developers/http_api/auth/',
    keywords: ['eyjrijoi'],
    pattern: /(?<![A-Za-z0-9+/_.-])eyJrIjoi[A-Za-z0-9+/]{50,400}={0,2}(?![A-Za-z0-9+/_.=-])/g,
    reach: { before: 8, after: 420 },
    check: checkApiKey,
    samples: {
      hit: [
        'GRAFANA_API_KEY=eyJrIjoid3lOVkYwQVVYZ2tmZ0VnTm54WndkYUx6MkZJbm9oejQiLCJuIjoiY2kiLCJpZCI6MX0=',
        'Authorization: Bearer eyJrIjoiVzFtYzl1aEZoN0NyVU5MaDVNZmJRcEJmUnZqVU82WWsiLCJuIjoiY2kiLCJpZCI6MX0=',
      ],
      clean: [
        'GRAFANA_API_KEY=eyJrIjoilQX3vUSjqQkkiOupS4fxzmTpuNAZc0PEY2jsni4tHTizFCQSpszBmDAuAPc2',
        'GRAFANA_API_KEY=eyJrIjoiKx8bNjZg11smIGwPN1CC',
        'Authorization: Bearer eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJnaXRodWIiLCJpaWQiOjczNzU4OTIxLCJleHAiOjE3OTAwMDAwMDAsImp0aSI6InQyQ1BrS3F0Y21DV0FnTkcifQ.Bbs0OkDQ55tvLNljm9fyiUEA-AyCVODKBfYUlPnXMYRL9L5JEvSpfXS74lCuH3c_QoDNQticYGAm6piwXE8DcJ',
      ],
    },
  },
  {
    id: 'grafana-cloud-api-token',
    name: 'Grafana Cloud access policy token',
    provider: 'Grafana',
    why: 'Anyone with it can write or read the metrics, logs and traces of the stacks, or manage them, within its policy.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the token from its access policy.',
    revokeUrl:
      'https://grafana.com/docs/grafana-cloud/security-and-account-management/authentication-and-permissions/access-policies/',
    source:
      'https://grafana.com/docs/grafana-cloud/security-and-account-management/authentication-and-permissions/access-policies/create-access-policies/',
    keywords: ['glc_'],
    pattern: /(?<![A-Za-z0-9_])glc_eyJ[A-Za-z0-9+/]{50,500}={0,2}(?![A-Za-z0-9+/_=-])/g,
    reach: { before: 8, after: 520 },
    check: checkCloudToken,
    samples: {
      hit: [
        'GRAFANA_CLOUD_TOKEN=glc_eyJvIjoiNDQ2MzMzIiwibiI6ImNpLWRlcGxveSIsImsiOiJIRjdZbGg4MlE4Sy9YbG9CV3NQYW9vL20iLCJtIjp7InIiOiJwcm9kLXVzLWVhc3QtMCJ9fQ==',
        '  password = "glc_eyJvIjoiNDYxNDA4IiwibiI6ImNpLWRlcGxveSIsImsiOiJGemVzcmp5aHl6bU03Y3FoOWdNSjdHQWUiLCJtIjp7InIiOiJwcm9kLXVzLWVhc3QtMCJ9fQ=="',
      ],
      clean: [
        'GRAFANA_CLOUD_TOKEN=glc_eyJdZNUBHGAmNAOLns5A1RrKM1ntSUlBwchwSq6IFzMuYtXDGJqqBszIrRq4ljbEyS5AJJOxVldvCIaAvuSdU9rXemlkUGvFdGnyCvX',
        'GRAFANA_CLOUD_TOKEN=glc_sITJgzWEtIGJG49crZ97ddjlCPMHcJfymFwdBYxy',
        'GRAFANA_CLOUD_TOKEN=sys.env("GLC")',
      ],
    },
  },
  {
    id: 'grafana-admin-password',
    name: "Grafana administrator's password",
    provider: 'Grafana',
    why: 'Anyone with it and access to the server can change all of it and use the data sources behind it.',
    severity: 'high',
    confidence: 'low',
    revoke: 'Reset it by `grafana cli admin reset-admin-password`.',
    revokeUrl: 'https://grafana.com/docs/grafana/latest/cli/#reset-admin-password',
    source: 'https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#admin_password',
    keywords: ['gf_security_admin_password', 'grafana'],
    pattern: assigned('(?:gf_security|grafana)[_.-]?admin[_.-]?password', '[^\\s"\'`$<{(,;]{10,80}'),
    minEntropy: 3,
    samples: {
      hit: ['GF_SECURITY_ADMIN_PASSWORD=gUqF0WkcylSgBoDy', 'grafana_admin_password: "5aKCyiU82RIaW5MpHAuo"'],
      clean: [
        'GF_SECURITY_ADMIN_PASSWORD=admin',
        'GF_SECURITY_ADMIN_PASSWORD=$ADMIN_PASSWORD',
        'GF_SECURITY_ADMIN_USER=cfPHSFg8k5HGabpw',
      ],
    },
  },
];
