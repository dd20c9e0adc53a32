import type { Rule } from '../rule';

const SOURCE = 'https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens';

/** JFrog Artifactory. */
export const artifactoryRules: readonly Rule[] = [
  {
    id: 'artifactory-api-key',
    name: 'Artifactory API key',
    provider: 'JFrog',
    why: 'Anyone with it acts as its owner: reads private packages and images, and usually publishes them.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the API key in the user profile of the JFrog platform.',
    revokeUrl: null,
    source: 'https://jfrog.com/help/r/jfrog-platform-administration-documentation/api-key',
    keywords: ['akcp'],
    pattern: /(?<![A-Za-z0-9+/_])AKCp[A-Za-z0-9]{69}(?![A-Za-z0-9+/=_])/g,
    minEntropy: 3.8,
    samples: {
      hit: [
        'ARTIFACTORY_API_KEY=AKCp836E6HhLD5WeAEGPu2Q8pJqd5aAiRrLCtDFQThdL3xzxNKahRJVekV4A4Z7v5z4kg3xzP',
        "curl -H 'X-JFrog-Art-Api: AKCp5VuJuYUi17K8548gksuchci6AApo1wmJs17E9FeHvStwr74SyjKT2w2Kmp7fMr4Wc329o'",
      ],
      clean: [
        'X-JFrog-Art-Api: AKCp8c3QJCCvJi8NvSwYYwqKozTeTKg35T1',
        'X6XZ4rVU4R/aH4bLL6YbRboHFGV9nCE+FIKY7qYXAKCpzXJpIcjGiSOTngdVYZjKt8ae5NkickzeWZJkKHrwrZh9ePr0TnvG9xGOyAWQKLnzX3kc5',
      ],
    },
  },
  {
    id: 'artifactory-reference-token',
    name: 'Artifactory reference token',
    provider: 'JFrog',
    why: 'Anyone with it has the access of the token that it stands for, often of a build user who publishes.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the token under Access Tokens in the administration of the JFrog platform.',
    revokeUrl: null,
    source: SOURCE,
    keywords: ['cmvmdgtuoj'],
    pattern: /(?<![A-Za-z0-9+/_])cmVmdGtuOj[A-Za-z0-9]{54}(?![A-Za-z0-9+/=_])/g,
    samples: {
      hit: [
        'JF_ACCESS_TOKEN=cmVmdGtuOjAxOjE4NjIzNzY4NDE6UnpLa2RUZlo0TVpvajRxeEg1dmFEbkNZU25x',
        '//acme.jfrog.io/artifactory/api/npm/npm/:_authToken=cmVmdGtuOjAxOjEzMjkwODY0MDM6OU12SFp0R3QweHRhWmVYelh1MGdQeG9CYzBm',
      ],
      clean: [
        'JF_ACCESS_TOKEN=cmVmdGtuOjAx',
        'x = "GhOSffFAGV8s9ty68aylDmjRpi3Zw7cmVmdGtuOjoTiUDZzN9Xp5kxf64So3P2sNaLV2Ugn5Ew4BnY7bbidAH7oTk0bZMI"',
      ],
    },
  },
];
