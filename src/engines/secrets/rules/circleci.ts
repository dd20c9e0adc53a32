import { assigned } from '../patterns';
import type { Rule } from '../rule';

const TOKENS = 'https://app.circleci.com/settings/user/tokens';
const SOURCE = 'https://circleci.com/changelog/new-format-for-api-access-tokens/';

/** CircleCI. */
export const circleciRules: readonly Rule[] = [
  {
    id: 'circleci-api-token',
    name: 'CircleCI personal or project API token',
    provider: 'CircleCI',
    why: 'Anyone with it can start pipelines and read what they leave; a personal token also changes their variables.',
    severity: 'critical',
    confidence: 'high',
    revoke:
      'Remove the token in the user’s or the project’s settings, and change the secrets of the projects it reached.',
    revokeUrl: TOKENS,
    source: SOURCE,
    keywords: ['ccipat_', 'cciprj_'],
    pattern: /(?<![A-Za-z0-9_])CCIP(?:AT|RJ)_[1-9A-HJ-NP-Za-km-z]{20,24}_[0-9a-f]{40}(?![A-Za-z0-9_])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'CIRCLE_TOKEN=CCIPAT_hxpfomfRdFBRFDDmJWWQPp_3e89fdf0ba675ed3b131981555d34c17eaa9ab4b',
        '-H "Circle-Token: CCIPRJ_z7qTXEuHhy2ibmKaYfr1Eb_4e0890589c00ec2b3507a26a8c57c643effc6da9"',
      ],
      clean: [
        'CIRCLE_TOKEN=CCIPAT_BwUnzXs3RcJzuSig5HbSgD',
        'CCIPAT_Cg82SoMb8Gm7RnJS7UAS5p_f1e8804bdda321f7f0ad',
      ],
    },
  },
  {
    id: 'circleci-api-token-legacy',
    name: 'CircleCI API token of the older form',
    provider: 'CircleCI',
    why: 'Anyone with it can start pipelines and read what they leave; a personal token also changes their variables.',
    severity: 'critical',
    confidence: 'medium',
    revoke:
      'Remove the token in the user’s or the project’s settings, and change the secrets of the projects it reached.',
    revokeUrl: TOKENS,
    source: SOURCE,
    keywords: ['circle'],
    pattern: assigned('circle[_-]?(?:ci)?[\\w.\\-]{0,12}token', '[0-9a-f]{40}'),
    minEntropy: 3,
    samples: {
      hit: [
        'CIRCLE_TOKEN=c2f20aceeb4ca4522a07561f4d1a1e158bbf3824',
        'curl "https://circleci.com/api/v1.1/me?circle-token=997112de440c78e9e7eeaeb7110c2b3110dfecd7"',
      ],
      clean: ['CIRCLE_SHA1=672b52ba323c6aab7fba4ac454ab3f76e49b6ee6', 'CIRCLE_TOKEN=$CIRCLE_TOKEN'],
    },
  },
];
