import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Codecov. */
export const codecovRules: readonly Rule[] = [
  {
    id: 'codecov-access-token',
    name: 'Codecov upload or API token',
    provider: 'Codecov',
    why: 'Anyone with it can upload false coverage reports or, with an API token, read private repositories’ reports.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Regenerate the token in the settings of the repository or account.',
    revokeUrl: 'https://app.codecov.io/',
    source: 'https://docs.codecov.com/docs/codecov-tokens',
    keywords: ['codecov'],
    pattern: assigned('codecov', '(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-z]{32})'),
    minEntropy: 3,
    samples: {
      hit: [
        'CODECOV_TOKEN=7f6d859d-840c-42c6-899e-43dc3d25ff01',
        'codecov_token: "1e5cbb09-e8fe-4ee7-b240-150d56a062c3"',
      ],
      clean: [
        'CODECOV_TOKEN=$CODECOV_TOKEN',
        'uses: codecov/codecov-action@3c0b71262b0469277ee52f683a8f4e27f066c747',
      ],
    },
  },
];
