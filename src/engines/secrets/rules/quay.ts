import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Quay. */
export const quayRules: readonly Rule[] = [
  {
    id: 'quay-robot-token',
    name: 'Quay robot account token',
    provider: 'Quay',
    why: 'Anyone with it can pull, and where it may also push, the images of the organization.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Regenerate the token of the robot account.',
    revokeUrl: 'https://quay.io/organization/',
    source: 'https://docs.quay.io/glossary/robot-accounts.html',
    keywords: ['quay'],
    pattern: assigned('quay', '[0-9A-Z]{64}'),
    minEntropy: 3.8,
    check: mixedCharacters,
    samples: {
      hit: [
        'QUAY_ROBOT_TOKEN=LP6NJTULKTPW2BYCDANEOPJF7R0RQPKJADMJPEF3TR15ZNGDFNYTQ15CZ3XZ3O83',
        'quay_robot_token: QTOT71XZAEG30UKP5U367RTMN293YPB3J8S8T4FPF4KLE5UBET6QBM3SRV2H0JUO',
      ],
      clean: [
        'QUAY_ROBOT_TOKEN=$QUAY_ROBOT_TOKEN',
        'QUAY_ROBOT_TOKEN=6FI88O4QS03L0MQKDKCISLASFOQLC20ADMTG9BRRZDINGFJAMLBYOSQF5OLL4',
      ],
    },
  },
  {
    id: 'quay-oauth-token',
    name: 'Quay OAuth access token',
    provider: 'Quay',
    why: 'Anyone with it can call the API of Quay for its owner, within its scopes.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Revoke the authorization of the application in the account settings.',
    revokeUrl: 'https://quay.io/organization/',
    source: 'https://docs.quay.io/api/',
    keywords: ['quay'],
    pattern: assigned('quay[\\w.-]{0,20}token', '[0-9A-Za-z]{40}'),
    minEntropy: 3.8,
    check: mixedCharacters,
    samples: {
      hit: [
        'QUAY_OAUTH_TOKEN=sxn3ox9RNyA8bVjHiTWPIjHOrGcLgJIWXZcYv3Au',
        "const quayOauthToken = 'fpQRELMDP7AVBhjPVwjT1HSjusbV3hiZkE4zkVw3';",
      ],
      clean: ['QUAY_OAUTH_TOKEN=$QUAY_OAUTH_TOKEN', 'QUAY_OAUTH_TOKEN=F87HQVwVDoSd8fgLxWcpDOSnNbnFnsBYb0txK'],
    },
  },
];
