import { CHECKSUM } from '../checks/crc32';
import { checkRoutable } from '../checks/gitlabRoutable';
import type { Rule } from '../rule';

const PREFIXES = 'https://docs.gitlab.com/security/tokens/#token-prefixes';
const RUNNERS = 'https://docs.gitlab.com/ci/runners/runners_scope/';

/** Tokens of GitLab's runners. */
export const gitlabRunnersRules: readonly Rule[] = [
  {
    id: 'gitlab-runner-authentication-token',
    name: 'GitLab runner authentication token',
    provider: 'GitLab',
    why: 'Anyone with it can pose as the runner and receive jobs with their variables and job tokens.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the runner, or reset its authentication token.',
    revokeUrl:
      'https://docs.gitlab.com/api/runners/#reset-authentication-token-for-a-runner-by-using-the-runner-id',
    source: PREFIXES,
    keywords: ['glrt-', 'glrtr-'],
    pattern: /(?<![A-Za-z0-9_])glrtr?-(?:t[0-9]_)?[A-Za-z0-9_-]{20}(?![A-Za-z0-9_-]|\.[0-9a-z]{2}[.0-9a-z])/g,
    minEntropy: 3,
    samples: {
      hit: [
        '  token = "glrt-OpcTKWplsH3XxrEGAIvx"',
        'gitlab-runner register --token glrt-t1_OEWbFSYxI1NEe7s473Ex --url https://gitlab.com',
        'token: glrtr-PuoX8VTosC0dVIcWuA9a',
      ],
      clean: [
        'token = "glrt-SF7hkyLdfg0y"',
        'token = "xglrt-ynauXfrR7R5exgsU2ueE"',
        'token = "glrt-$RUNNER_TOKEN"',
      ],
    },
  },
  {
    id: 'gitlab-runner-authentication-token-routable',
    name: 'GitLab runner authentication token with routing information',
    provider: 'GitLab',
    why: 'Anyone with it can pose as the runner and receive jobs with their variables and job tokens.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the runner, or reset its authentication token.',
    revokeUrl:
      'https://docs.gitlab.com/api/runners/#reset-authentication-token-for-a-runner-by-using-the-runner-id',
    source:
      'https://handbook.gitlab.com/handbook/engineering/architecture/design-documents/cells/routable_tokens/',
    keywords: ['glrt-', 'glrtr-'],
    pattern:
      /(?<![A-Za-z0-9_]|glrtr?-)glrtr?-(?:t[0-9]_)?(?<payload>[A-Za-z0-9_-]{27,300})(?:\.[0-9a-z]{2})?\.(?<size>[0-9a-z]{2})[0-9a-z]{7}(?![A-Za-z0-9_-])/g,
    reach: { before: 8, after: 350 },
    check: checkRoutable,
    evidence: CHECKSUM,
    samples: {
      hit: [
        '  token = "glrt-t3_bzoxCnU6bTNlOKWKgRexpTMDtppUNcmUmF8Q.01.1004uhut8"',
        'RUNNER_TOKEN=glrt-bzoxCnU6NmprdRtKqYYRiy0R6pqV3DJF00cQ.1015rok4y',
      ],
      clean: [
        'token = "glrt-t1_x5gdMt7GEz8gRZaT3kn1.01.k0iyf4f5"',
        'token = "glrt-t1_ySqavlhZlZsXiB9f6eKTFbesN7muodiGBilbDs9J.p2p"',
        'token = "t1_R7sCUsg0RrU3TiMP9rbmMSxxQMDGJTcK0OdOvjio.01.nf33mxlpg"',
      ],
    },
  },
  {
    id: 'gitlab-runner-registration-token',
    name: 'GitLab runner registration token',
    provider: 'GitLab',
    why: 'Anyone with it can register a runner of their own and receive jobs with their variables and job tokens.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Reset the registration token in the CI/CD settings of the project, group or instance.',
    revokeUrl: RUNNERS,
    source: PREFIXES,
    keywords: ['gr1348941'],
    pattern: /(?<![A-Za-z0-9_])GR1348941[A-Za-z0-9_-]{20}(?![A-Za-z0-9_-])/g,
    samples: {
      hit: [
        'REGISTRATION_TOKEN=GR1348941jujji9irEV7Rzc5D2sn9',
        'gitlab-runner register --registration-token "GR1348941T7dAclCW-J8BQU2a9IvV"',
      ],
      clean: [
        'REGISTRATION_TOKEN=GR13489416qQhcjcaR5pU',
        'REGISTRATION_TOKEN=gr13489415mz2ofm89743x3fadsfb',
        'order = "AGR13489418rRHJ4wkxAVEdVcOGplE"',
      ],
    },
  },
];
