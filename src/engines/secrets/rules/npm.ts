import { CHECKSUM, checkBase62Crc32 } from '../checks/crc32';
import type { Rule } from '../rule';

/** Tokens of the npm registry. */
export const npmRules: readonly Rule[] = [
  {
    id: 'npm-access-token',
    name: 'npm access token',
    provider: 'npm',
    why: 'Anyone with it can read private packages, and publish where the token may write.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the token under Access Tokens.',
    revokeUrl: 'https://www.npmjs.com/settings/~/tokens',
    source: 'https://docs.npmjs.com/about-access-tokens',
    keywords: ['npm_'],
    pattern: /(?<![A-Za-z0-9_])npm_[A-Za-z0-9]{36}(?![A-Za-z0-9_])/g,
    check: checkBase62Crc32,
    evidence: CHECKSUM,
    samples: {
      hit: [
        { path: '.npmrc', text: '//registry.npmjs.org/:_authToken=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' },
        'NPM_TOKEN=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',
      ],
      clean: [
        'NPM_TOKEN=npm_L3QAfys7eMdDShsj3ih8',
        'xnpm_MZ4BkpNMTB9wUmB6ufO77ztkzn6EI324ewhU',
        'NPM_TOKEN=$NPM_TOKEN',
      ],
    },
  },
];
