import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Sonar. */
export const sonarRules: readonly Rule[] = [
  {
    id: 'sonar-api-token',
    name: 'SonarQube token',
    provider: 'Sonar',
    why: 'Anyone with it can read the source code that was analysed and send false analyses, as far as its owner may.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Revoke the token on the security page of the account and create a new one.',
    revokeUrl: 'https://sonarcloud.io/account/security',
    source: 'https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/',
    keywords: ['squ_', 'sqp_', 'sqa_'],
    pattern: /(?<!\w)sq[upa]_[0-9a-f]{40}(?!\w)/g,
    samples: {
      hit: [
        'SONAR_TOKEN=squ_b314f28a2d457aa7b19cb0ce39c4c21e85a5b20c',
        'sonar_token = "squ_8c04c72995703c338919b720b586c8bee316f9b4"',
      ],
      clean: ['SONAR_TOKEN=$SONAR_TOKEN', 'SONAR_TOKEN=squ_778c5b80b45c48df7f84454d482f6af4ac3a6'],
    },
  },
  {
    id: 'sonar-legacy-token',
    name: 'SonarQube or SonarCloud token (without prefix)',
    provider: 'Sonar',
    why: 'Anyone with it can read the source code that was analysed and send false analyses, as far as its owner may.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Revoke the token on the security page of the account and create a new one.',
    revokeUrl: 'https://sonarcloud.io/account/security',
    source: 'https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/',
    keywords: ['sonar'],
    pattern: assigned('sonar(?:cloud|qube)?[_.-](?:[\\w-]{1,20}[_.-])?(?:token|login|key)', '[0-9a-f]{40}'),
    minEntropy: 3,
    samples: {
      hit: [
        'SONAR_TOKEN=3273e41a765f3801c4ca94bc635702b735eadda0',
        'mvn sonar:sonar -Dsonar.login=46ac3744080690f9c9c2184bd9225f05106299bb',
      ],
      clean: [
        'SONAR_TOKEN=$SONAR_TOKEN',
        'sonar.projectVersion=da4da512fadc0b1fc314c0fd884da053868ce591',
        'sonar.login=5229acac0f48d711a75641bad4eb26e4a537',
      ],
    },
  },
];
