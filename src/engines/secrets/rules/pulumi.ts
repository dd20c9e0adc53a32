import type { Rule } from '../rule';

/** Credentials of Pulumi. */
export const pulumiRules: readonly Rule[] = [
  {
    id: 'pulumi-api-token',
    name: 'Pulumi access token',
    provider: 'Pulumi',
    why: 'Anyone with it can read the state and secrets of the stacks that its owner can reach, and deploy them.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the token in the list of access tokens and create a new one.',
    revokeUrl: 'https://app.pulumi.com/account/tokens',
    source: 'https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/',
    keywords: ['pul-'],
    pattern: /(?<!\w)pul-[0-9a-f]{40}(?!\w)/g,
    samples: {
      hit: [
        'PULUMI_ACCESS_TOKEN=pul-ce2429e230808963f7eb173d41f5c4833fe493ae',
        'pulumi_access_token: pul-f23c37e7af82ed4ef53fc733eaf06b6572ca8eb3',
      ],
      clean: [
        'PULUMI_ACCESS_TOKEN=$PULUMI_ACCESS_TOKEN',
        'PULUMI_ACCESS_TOKEN=pul-1f97b1ec0a4d695663eab94474d3792657f22',
      ],
    },
  },
];
