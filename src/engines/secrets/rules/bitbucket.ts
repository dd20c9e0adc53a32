import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Bitbucket Cloud. Its client ids are public: its sign-in URLs contain them. */
export const bitbucketRules: readonly Rule[] = [
  {
    id: 'bitbucket-access-token',
    name: 'Bitbucket repository, project or workspace access token',
    provider: 'Bitbucket',
    why: 'Anyone with it can read, and usually push to, the repository, project or workspace that it was made for.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the token in the settings of the repository, project or workspace.',
    revokeUrl: 'https://bitbucket.org/account/workspaces/',
    source: 'https://support.atlassian.com/bitbucket-cloud/docs/access-tokens/',
    keywords: ['atctt3'],
    reach: { before: 2, after: 280 },
    pattern: /(?<![A-Za-z0-9_-])ATCTT3[A-Za-z0-9_-]{100,250}(?:=[0-9A-Fa-f]{8})?(?![A-Za-z0-9_=-])/g,
    minEntropy: 4,
    samples: {
      hit: [
        'BITBUCKET_TOKEN=ATCTT3xFfGN0o1rsiEfP_OyEq0Jz4bUg-tNfEFV5aoIZQpaqwbTki8KYOEodc877Q5qCKcv2p9NjkGTpGtmF0P_LBb0ECokbTyOCp2h7aDBRaGJVa7kfuHd5oLqoubTLE29qFHx-fNiE04MbBqU-VpHWmT8WDa5LlqqhVB7oe3MKhio1XtHTJxy=E9B67619',
        'git clone https://x-token-auth:ATCTT3xFfGN0gSL72N1GH2YpUE5nJRpJncP3purcbw89q97l8XbywiLAnn85RK74kxmc4J8s6NyRN94JAnBIj85B92p4iv1nPeFyAhVEo7rpj6DPyHTcjuzzL2YqsGXBAWIdOz6N65TJjONNKF1OaeekQVq9K8VWbseLPVSP39oQwg6J6nhFze9=A4813395@bitbucket.org/acme/site.git',
      ],
      clean: ['BITBUCKET_TOKEN=ATCTT3xFfGN0...', 'ATCTT3xFfGN03SVCAYijnWgUq9dbVLOdQQgCl3wr62KBRDGogM6y'],
    },
  },
  {
    id: 'bitbucket-app-password',
    name: 'Bitbucket app password',
    provider: 'Bitbucket',
    why: 'With its owner’s user name, anyone can read, and usually push to, the owner’s repositories.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the app password in the personal settings.',
    revokeUrl: 'https://bitbucket.org/account/settings/app-passwords/',
    source: 'https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/',
    keywords: ['atbb'],
    pattern: /(?<![A-Za-z0-9_])ATBB[A-Za-z0-9]{24}[0-9A-F]{8}(?![A-Za-z0-9_])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'BITBUCKET_APP_PASSWORD=ATBB3rhqvfLtEvA3dgDI7PQgLepI68444A82',
        'https://acme:ATBBFO2aBDQeN5buDjshPl8DGI4c1ED7A675@bitbucket.org/acme/site.git',
      ],
      clean: ['ATBBa2Rewl0CnoyTiND6rNJIVptm', 'BATBBQvLJ63COYLy93gS0erB8CHUfC9EF0760'],
    },
  },
  {
    id: 'bitbucket-client-secret',
    name: 'Bitbucket OAuth consumer secret',
    provider: 'Bitbucket',
    why: 'With the public key, anyone can get access tokens as this consumer’s owner.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Delete the OAuth consumer in the workspace settings, or regenerate its secret.',
    revokeUrl: 'https://bitbucket.org/account/workspaces/',
    source: 'https://support.atlassian.com/bitbucket-cloud/docs/use-oauth-on-bitbucket-cloud/',
    keywords: ['bitbucket'],
    pattern: assigned(
      'bitbucket[\\w.\\-]{0,20}(?:secret|pass)',
      '(?!ATBB)(?:[A-Za-z0-9_=-]{64}|[A-Za-z0-9]{32})',
    ),
    minEntropy: 3.6,
    samples: {
      hit: [
        'BITBUCKET_CLIENT_SECRET=8vWD3psDzNH1Qm92RzSEinH8i2ublWje',
        'bitbucketOauthSecret: "QAHRIcRQyfeNJWHX6fuf964jGIvRsaeouhenTToOwnkvJMfIOyzN80uIaWDw4dUf"',
      ],
      clean: ['BITBUCKET_CLIENT_ID=1kNWV6xawdPAVOomYe', 'BITBUCKET_CLIENT_SECRET=$SECRET'],
    },
  },
];
