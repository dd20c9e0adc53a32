import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Passwords of JFrog Artifactory; artifactory.ts covers its keys and tokens. */
export const jfrogRules: readonly Rule[] = [
  {
    id: 'jfrog-password',
    name: 'JFrog Artifactory password',
    provider: 'JFrog',
    why: 'Anyone with it can sign in to Artifactory as that user.',
    severity: 'high',
    confidence: 'medium',
    revoke: "Change the password in the user's profile, which also makes its encrypted form worthless.",
    revokeUrl: null,
    source: 'https://jfrog.com/help/r/jfrog-platform-administration-documentation/centrally-secure-passwords',
    keywords: ['artifactory', 'jfrog'],
    pattern: assigned(
      '(?:artifactory|jfrog)[\\w.-]{0,20}passw(?:or)?d',
      'AP[A-Za-z0-9]{25,40}|\\{DESede\\}[A-Za-z0-9+/]{16,64}={0,2}',
    ),
    minEntropy: 3.5,
    samples: {
      hit: [
        'ARTIFACTORY_PASSWORD=APkTREE5bepCE5VqlohIRN4WZ689HG1QNKI',
        'jfrog.password: "AP0D9j4ybrqpgpGJ7gb5ysSnHFHA4SbS"',
      ],
      clean: [
        'ARTIFACTORY_PASSWORD=$CI_JOB_PASSWORD',
        'ARTIFACTORY_PASSWORD=APP',
        'artifactory_password_file = /run/secrets/APVpzpabJIZR6JaB7o2nWTXtVUJ4eGJvd52',
      ],
    },
  },
];
