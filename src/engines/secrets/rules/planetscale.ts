import type { Rule } from '../rule';

/** Keys and passwords of PlanetScale. */
export const planetscaleRules: readonly Rule[] = [
  {
    id: 'planetscale-service-token',
    name: 'PlanetScale service token',
    provider: 'PlanetScale',
    why: "Anyone with it and the token's ID can manage the databases that it was given access to.",
    severity: 'critical',
    confidence: 'high',
    revoke: "Delete the service token in the organisation's settings.",
    revokeUrl: 'https://app.planetscale.com',
    source: 'https://planetscale.com/docs/api/reference/service-tokens',
    keywords: ['pscale_tkn_'],
    pattern: /(?<![A-Za-z0-9_])pscale_tkn_[\w.=-]{32,64}(?![\w-])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'PLANETSCALE_SERVICE_TOKEN=pscale_tkn_AmD5ymsyA2MfdXRMQJ3etROSwvYn8wW9G9PglvTmJ7a',
        'pscale org list --service-token pscale_tkn_RWM6MOxQEowVEwUFn2-IuBHG368QuLHJpMwfjF5MI5m',
      ],
      clean: [
        'PLANETSCALE_SERVICE_TOKEN=pscale_tkn_M0zt2sDE5t',
        'apscale_tkn_mx8xZF8Xc9iS0-5uYjRMR6A4AusrgRRPokmUrIU1l5r',
      ],
    },
  },
  {
    id: 'planetscale-oauth-token',
    name: 'PlanetScale OAuth token or application secret',
    provider: 'PlanetScale',
    why: 'Anyone with it can use PlanetScale as the user or the application it was issued to.',
    severity: 'critical',
    confidence: 'high',
    revoke: "Revoke the application's access in the organisation's settings.",
    revokeUrl: 'https://app.planetscale.com',
    source: 'https://planetscale.com/docs/api/reference/oauth',
    keywords: ['pscale_oauth_', 'pscale_app_secret_'],
    pattern: /(?<![A-Za-z0-9_])pscale_(?:oauth|app_secret)_[\w.=-]{32,64}(?![\w-])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'Authorization: Bearer pscale_oauth_JvXHzgXfZrctknUBhKnS67M_iGpUhHI4fjlhcpJyf3g',
        'PLANETSCALE_TOKEN="pscale_app_secret_irtAwl3FSIG2E0HgC1AlJh7IYYqoroEoDdHmEhHLB5v"',
      ],
      clean: ['PLANETSCALE_TOKEN=pscale_oauth_o3bwdLVu8g', 'PLANETSCALE_TOKEN=pscale_oauth_$TOKEN'],
    },
  },
  {
    id: 'planetscale-password',
    name: 'PlanetScale database password',
    provider: 'PlanetScale',
    why: "Anyone with it can connect to the branch with the password's role.",
    severity: 'critical',
    confidence: 'high',
    revoke: "Delete the password in the branch's settings.",
    revokeUrl: 'https://app.planetscale.com',
    source: 'https://planetscale.com/docs/vitess/connecting/connection-strings',
    keywords: ['pscale_pw_'],
    pattern: /(?<![A-Za-z0-9_])pscale_pw_[\w.=-]{32,64}(?![\w-])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        "DATABASE_URL='mysql://u7h2k:pscale_pw_D3MoRNdTcc1_XxPqN101DFgbD-cjqrtQwE52wxX0x0x@eu-west.connect.psdb.cloud/app?sslaccept=strict'",
        'DB_PASSWORD=pscale_pw_6-B6Qv6pIJZOji8J4_LcWf7qRpxEmutCWJ7KTTYHm7i',
      ],
      clean: [
        'DB_PASSWORD=pscale_pw_d8X4gd3P3c',
        'DB_PASSWORD=pscale_pwd_oPsJjZ6LHHPrAwIH7_EKy0qBISwHWpn4CzJ8CElSC9g',
      ],
    },
  },
];
