import type { Rule } from '../rule';

/** Tokens of Pydantic Logfire. */
export const logfireRules: readonly Rule[] = [
  {
    id: 'logfire-token',
    name: 'Logfire write or read token',
    provider: 'Logfire',
    why: 'Anyone with it can write false traces into the project or, with a read token, query all of them.',
    severity: 'medium',
    confidence: 'high',
    revoke: "Revoke the token in the project's settings.",
    revokeUrl: 'https://logfire.pydantic.dev',
    source: 'https://logfire.pydantic.dev/docs/how-to-guides/create-write-tokens/',
    keywords: ['pylf_v'],
    pattern: /(?<![A-Za-z0-9_])pylf_v\d_(?:us|eu)_[A-Za-z0-9]{40,48}(?![A-Za-z0-9_])/g,
    minEntropy: 3.8,
    samples: {
      hit: [
        'LOGFIRE_TOKEN=pylf_v1_us_vnruGNWilaTFNFaaGsHViqDiHJaEMZOLWNo8ub8HrTl',
        'logfire.configure(token="pylf_v1_eu_QNNU7YohoXTSRl3gjowNeBIWCp5RVKI3c9JBhxxpLPJ")',
      ],
      clean: ['LOGFIRE_TOKEN=pylf_v1_us_T221vdZQH9', 'LOGFIRE_TOKEN=pylf_v1_us_...'],
    },
  },
];
