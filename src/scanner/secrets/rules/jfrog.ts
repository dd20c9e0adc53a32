import { assigned } from '../patterns';
import type { Rule, Suspect } from '../rule';

/** Tokens and keys of JFrog Artifactory. */
export const jfrogRules: readonly Rule[] = [
  {
    id: 'jfrog-reference-token',
    name: 'JFrog reference token',
    provider: 'JFrog',
    why: "Anyone with it can read and publish packages with its owner's permissions.",
    severity: 'critical',
    confidence: 'high',
    revoke:
      "Revoke the token under Administration, User Management, Access Tokens, or in the owner's profile.",
    revokeUrl: null,
    source: 'https://docs.jfrog.com/user-management/docs/identity-tokens',
    keywords: ['cmvmd'],
    pattern: /(?<![A-Za-z0-9+/_-])cmVmd[A-Za-z0-9]{59}(?![A-Za-z0-9+/_=-])/g,
    check: isReferenceToken,
    samples: {
      hit: [
        'ARTIFACTORY_TOKEN=cmVmdGtuOjAxOjE3aOyEoCTthXcTN3evMnTDVSgnst26Rn8kkcUPztoDL7bOoDNp',
        '<password>cmVmdGtuOjAxOjE3ZKjubXX4jceCJ07WHiPdY1PXVE5yyUpo8ZArMbCNh2sCzuuE</password>',
      ],
      clean: [
        'ARTIFACTORY_TOKEN=cmVmdGtuOjAxOjE3LqPhlRKmGF0JelsJgGnO',
        'const encoded = "cmVmdGtuOjAxOjE3E01KY3oayGavzPDTAzzxE1DeZdx8gZiWdcaL7dmTJ9ldxfiB2E0QF6RxuNrUdicv5r6Gxp9qSHjzXzHOyWZn82fMz0";',
        'data: cmVmd0y2dzKPk19PO8r4avKV5Cui8OgUsdSC9vmd7b5DCqtbqB3Wv0EnEs4Qh27e',
      ],
    },
  },
  {
    id: 'jfrog-api-key',
    name: 'JFrog Artifactory API key',
    provider: 'JFrog',
    why: 'Anyone with it can do in Artifactory whatever its owner can, without a time limit.',
    severity: 'critical',
    confidence: 'high',
    revoke: "Revoke the key in the owner's profile and use an identity token instead.",
    revokeUrl: null,
    source: 'https://jfrog.com/help/r/jfrog-platform-administration-documentation/api-key',
    keywords: ['akcp'],
    pattern: /(?<![A-Za-z0-9+/_-])AKCp[A-Za-z0-9]{69}(?![A-Za-z0-9+/_=-])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'JFROG_API_KEY=AKCp8ZNhjRcMvHV3qG94x7KWv7IQhNTB25AYkGtyLWbRK6HcKNkeisTs4svXInskWiPRDa2g3',
        'curl -H "X-JFrog-Art-Api: AKCp5WY7RtzkKwhRhPapi38UBuC2Z7KiDrEIxK4xUoB9KOE8d9W6aZjJt47XK11iW3tdDG670" -T app.jar https://repo.example.org/artifactory/libs/app.jar',
      ],
      clean: [
        'JFROG_API_KEY=AKCp8YOTMJLuMGyiKzGdmPXsTpoKF0Rsr5ZJYUIYEtxOF',
        'JFROG_API_KEY=AKIA0ZCQKVJZAAGZP2PY',
        'X-JFrog-Art-Api: $ARTIFACTORY_API_KEY',
      ],
    },
  },
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

/** A reference token is base64 of "reftkn:", a version, a time and random letters. */
function isReferenceToken({ secret }: Suspect): 'high' | 'no' {
  return Buffer.from(secret, 'base64').toString('latin1').startsWith('reftkn:') ? 'high' : 'no';
}
