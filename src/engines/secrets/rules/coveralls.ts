import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Coveralls. */
export const coverallsRules: readonly Rule[] = [
  {
    id: 'coveralls-repo-token',
    name: 'Coveralls repository token',
    provider: 'Coveralls',
    why: 'Anyone with it can post false coverage results for the repository.',
    severity: 'low',
    confidence: 'high',
    revoke: 'Regenerate the repository’s token in its settings.',
    revokeUrl: 'https://coveralls.io/repos',
    source: 'https://docs.coveralls.io/supported-ci-services',
    keywords: ['coveralls', 'repo_token'],
    pattern: assigned('coveralls|repo_token', '[A-Za-z0-9]{33,37}'),
    minEntropy: 3.8,
    samples: {
      hit: [
        'COVERALLS_REPO_TOKEN=bLdVsslgHtoP3O9IQlFGkiDLbfzZYLS8B',
        'repo_token: otDsvUSXoBlkMManlzKkCD5ziHWQCBfpm',
      ],
      clean: [
        'repo_token: 8c0b97013823649dc06fff50948fa5c6ca2fe6854b7c3a8b03461b90052cdf78',
        'COVERALLS_REPO_TOKEN=$TOKEN',
      ],
    },
  },
];
