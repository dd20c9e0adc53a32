import { CHECKSUM } from '../checks/crc32';
import { checkRoutable } from '../checks/gitlabRoutable';
import type { Rule } from '../rule';

const PREFIXES = 'https://docs.gitlab.com/security/tokens/#token-prefixes';
const ROUTABLE =
  'https://handbook.gitlab.com/handbook/engineering/architecture/design-documents/cells/routable_tokens/';

/** Tokens of GitLab that act for a user, a group, a project or an application. */
export const gitlabRules: readonly Rule[] = [
  {
    id: 'gitlab-pat',
    name: 'GitLab personal, project or group access token',
    provider: 'GitLab',
    why: 'Anyone with it can use the API and the repositories of its owner, project or group, within its scopes.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the token in the access tokens of the user, project or group that it belongs to.',
    revokeUrl: 'https://gitlab.com/-/user_settings/personal_access_tokens',
    source: PREFIXES,
    keywords: ['glpat-'],
    pattern: /(?<![A-Za-z0-9_])glpat-[A-Za-z0-9_-]{20}(?![A-Za-z0-9_-]|\.[0-9a-z]{2}[.0-9a-z])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'GITLAB_TOKEN=glpat-R5YgPeg98In2EOSTksZh',
        'curl --header "PRIVATE-TOKEN: glpat-ukdsOtatTj2xIFXa1m5h" https://gitlab.example.com',
      ],
      clean: [
        'GITLAB_TOKEN=glpat-NaEqXHiup6fL',
        'GITLAB_TOKEN=myglpat-3VavtBf5SNY8lbl7rrzb',
        'GITLAB_TOKEN=glpat-$CI_TOKEN',
      ],
    },
  },
  {
    id: 'gitlab-pat-routable',
    name: 'GitLab access token with routing information',
    provider: 'GitLab',
    why: 'Anyone with it can use the API and the repositories of its owner, project or group, within its scopes.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the token in the access tokens of the user, project or group that it belongs to.',
    revokeUrl: 'https://gitlab.com/-/user_settings/personal_access_tokens',
    source: ROUTABLE,
    keywords: ['glpat-'],
    pattern:
      /(?<![A-Za-z0-9_]|glpat-)glpat-(?<payload>[A-Za-z0-9_-]{27,300})(?:\.[0-9a-z]{2})?\.(?<size>[0-9a-z]{2})[0-9a-z]{7}(?![A-Za-z0-9_-])/g,
    reach: { before: 8, after: 350 },
    check: checkRoutable,
    evidence: CHECKSUM,
    samples: {
      hit: [
        'GITLAB_TOKEN=glpat-bzoxCnU6aGRtYev1_roU4ffFnsk5G-QDe4MQ.01.101dud2gj',
        '  password: "glpat-bzoxCnU6dzN2MT8lVizC2bMPFOEuhilZeWsQ.101p8hmbe"',
      ],
      clean: [
        'GITLAB_TOKEN=glpat-itCJ2CDu5CfDgNTOHBYt.01.fljwwk9th',
        'GITLAB_TOKEN=glpat-V8WdJjTUJt68mP83nMrxzTlIgDMmhObliGPBLypv.t31sc',
        'GITLAB_TOKEN=gG0f9QK6vOWJJNj5vkFekS4goP2QZrvhjvqqz8Ep.01.pxq4pyvt3',
      ],
    },
  },
  {
    id: 'gitlab-oauth-app-secret',
    name: 'GitLab OAuth application secret',
    provider: 'GitLab',
    why: 'Anyone with it can pose as the application and redeem the sign-ins of its users.',
    severity: 'high',
    confidence: 'high',
    revoke: "Renew the secret in the application's settings.",
    revokeUrl: 'https://gitlab.com/-/user_settings/applications',
    source: PREFIXES,
    keywords: ['gloas-'],
    pattern: /(?<![A-Za-z0-9_])gloas-[A-Za-z0-9_-]{64}(?![A-Za-z0-9_-])/g,
    samples: {
      hit: [
        'OAUTH_CLIENT_SECRET=gloas-9c3d3d62054cce910361867f8328a990f858c51eb93fcc279563cdca5dd5c0fc',
        "app_secret: 'gloas-1ffc5cd23c12f48cd92f8389710a83ddbc634a021423e0538256ffb9fc2ddbcc'",
      ],
      clean: [
        'OAUTH_CLIENT_SECRET=gloas-619f4cc8d72d074611b598fae9062da49ee77501',
        'igloas-25d7f6769d53073ec275079897a9b7d42521a5fca7a0e6e82cd41375505aaa0a',
        'gloas-<secret>',
      ],
    },
  },
  {
    id: 'gitlab-session-cookie',
    name: 'GitLab session cookie',
    provider: 'GitLab',
    why: 'Anyone with it is signed in as its owner for as long as the session lasts.',
    severity: 'high',
    confidence: 'high',
    revoke: 'End the session in the list of active sessions of the account.',
    revokeUrl: 'https://gitlab.com/-/user_settings/active_sessions',
    source: 'https://docs.gitlab.com/user/profile/active_sessions/',
    keywords: ['_gitlab_session'],
    pattern:
      /_gitlab_session(?:_[0-9a-f]{64})?["']?[\t ]{0,4}[=:][\t ]{0,4}["']?(?<secret>(?:[a-z0-9]{2}-)?[0-9a-f]{32})(?![A-Za-z0-9_])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'Cookie: _gitlab_session=14024354eff9c861870256420046c268; known_sign_in=1',
        "'_gitlab_session': '3249b9300276edc8d46aca0cf2d65f00',",
      ],
      clean: [
        'Cookie: _gitlab_session=c659359eb20fb1097d8e',
        'Cookie: gitlab_session=02daf1669ab305f2d2bee5e4cc0c54d0',
        'Set-Cookie: _gitlab_session=; Path=/',
      ],
    },
  },
];
