import type { Rule } from '../rule';

/** Tokens of the Mercury bank. */
export const mercuryRules: readonly Rule[] = [
  {
    id: 'mercury-api-token',
    name: 'Mercury API token',
    provider: 'Mercury',
    why: "Anyone with it can read the company's bank accounts and, with write access, send money.",
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the token under Settings, API Tokens.',
    revokeUrl: 'https://app.mercury.com/settings/tokens',
    source: 'https://docs.mercury.com/docs/using-the-api',
    keywords: ['secret-token:mercury_'],
    pattern: /(?<![\w-])secret-token:mercury_(?:production|sandbox)_[a-z]{2,6}_[A-Za-z0-9_]{30,80}(?![\w-])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'MERCURY_TOKEN=secret-token:mercury_production_rma_OPhRGKU3rCuDRqAy9MuQ31IBegubOcVZMo3yT6WMWHty_yrucrem',
        'curl --user "secret-token:mercury_sandbox_wma_OHifDW3c8rSxFmCGhO3n3mLO0dOcaprwkaldhssrdEv0:" https://api.mercury.com/api/v1/accounts',
      ],
      clean: [
        'MERCURY_TOKEN=secret-token:mercury_production_rma_rJNROhqx',
        'MERCURY_TOKEN=secret-token:venus_production_rma_Uy8zo6EnXiSEynpvVZsww12LBLaAUXWCmI7tWCuvpFbj',
      ],
    },
  },
];
