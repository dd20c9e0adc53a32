import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Tokens of Jenkins. */
export const jenkinsRules: readonly Rule[] = [
  {
    id: 'jenkins-api-token',
    name: 'Jenkins API token',
    provider: 'Jenkins',
    why: "Anyone with it and the user's name can start jobs and read their secrets with the user's permissions.",
    severity: 'critical',
    confidence: 'medium',
    revoke: "Revoke the token in the user's security settings.",
    revokeUrl: null,
    source: 'https://www.jenkins.io/doc/book/system-administration/authenticating-scripted-clients/',
    keywords: ['jenkins'],
    pattern: assigned('jenkins[\\w.-]{0,24}(?:token|password|pass|key|secret)', '11[0-9a-f]{32}'),
    minEntropy: 3,
    samples: {
      hit: [
        'JENKINS_API_TOKEN=119141b9ff58c50d36727ec970ef67802f',
        'jenkins_password: "11a094f39bba4e7bc422d2de3ed4286a04"',
      ],
      clean: [
        'JENKINS_API_TOKEN=1201d6c62bcb02250dfb96a2159742acd9',
        'JENKINS_API_TOKEN=11fcf1eab09571a154cf24',
      ],
    },
  },
  {
    id: 'jenkins-request-token',
    name: 'Jenkins API token in a request',
    provider: 'Jenkins',
    why: "Anyone with it and the user's name can start jobs and read their secrets with the user's permissions.",
    severity: 'critical',
    confidence: 'medium',
    revoke: "Revoke the token in the user's security settings.",
    revokeUrl: null,
    source: 'https://www.jenkins.io/doc/book/system-administration/authenticating-scripted-clients/',
    keywords: ['jenkins'],
    pattern: /(?<=[\w.-]:)11[0-9a-f]{32}(?![\w-])/g,
    reach: { before: 160, after: 256 },
    minEntropy: 3,
    samples: {
      hit: [
        'curl -X POST https://jenkins.example.org/job/app/build --user alice:110d1ba09541a61f25158fa650de9eaba1',
        'java -jar jenkins-cli.jar -s https://ci.example.org -auth bob:119d736147948a6512f03cd81b9ecb963a list-jobs',
      ],
      clean: [
        'curl https://jenkins.example.org -u alice:11e5b0948de702',
        'curl https://jenkins.example.org -u alice:$TOKEN',
      ],
    },
  },
];
