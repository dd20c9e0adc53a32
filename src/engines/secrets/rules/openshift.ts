import type { Rule } from '../rule';

/** Tokens of OpenShift. */
export const openshiftRules: readonly Rule[] = [
  {
    id: 'openshift-user-token',
    name: 'OpenShift OAuth access token',
    provider: 'OpenShift',
    why: 'Anyone with it can use the cluster as its user until the token expires.',
    severity: 'high',
    confidence: 'high',
    revoke: 'End the session with oc logout, or delete the OAuthAccessToken as an administrator.',
    revokeUrl: null,
    source:
      'https://docs.redhat.com/en/documentation/openshift_container_platform/latest/html/authentication_and_authorization/managing-oauth-access-tokens',
    keywords: ['sha256~'],
    pattern: /(?<![\w-])sha256~[A-Za-z0-9_-]{43}(?![\w-])/g,
    minEntropy: 3.8,
    samples: {
      hit: [
        'oc login --token=sha256~6g1WJ7w7FLCvm1-ZJQMCDb3I5uojpwlM2acqiJGCx2w --server=https://api.cluster.example.org:6443',
        'users:\n- name: admin\n  user:\n    token: sha256~6mB4y1rrQd3LDXhQHp1aA3Cc5yH-WtV2HsYG-dZsP7h',
      ],
      clean: [
        'oc login --token=sha256~LRDYKbCyc06h',
        'image@sha256:d30c11da45397a93dcb0bf6802f07a65f86819d5dde568d25ea48a3f2b4da040',
      ],
    },
  },
];
