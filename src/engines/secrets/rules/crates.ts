import type { Rule } from '../rule';

/** crates.io, the registry of Rust. */
export const cratesRules: readonly Rule[] = [
  {
    id: 'crates-io-api-token',
    name: 'crates.io API token',
    provider: 'crates.io',
    why: 'Anyone with it can publish new versions of its owner’s crates, within its scopes.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the token on crates.io and review the versions that were published with it.',
    revokeUrl: 'https://crates.io/settings/tokens',
    source: 'https://doc.rust-lang.org/cargo/reference/publishing.html',
    keywords: ['cio'],
    reach: { before: 2, after: 38 },
    pattern: /(?<![A-Za-z0-9_+/-])cio[A-Za-z0-9]{32}(?![A-Za-z0-9_+/-])/g,
    minEntropy: 3.8,
    samples: {
      hit: [
        'cargo login cioPNO3dePAJXefEotUtMOCJoYuIXmjUIeQ',
        '[registry]\ntoken = "cioKXBUZSAeLtk4tQ20gE2UYA6iSk1l0ffv"\n',
      ],
      clean: [
        'cargo login cio3pB71eVhxbWsOyvsmDOw',
        'preciocioGda1itkJm64YEN43FyNOLXxuD6oYyzmA',
        'cioCioSanMadamaButterflyPuccini',
      ],
    },
  },
];
