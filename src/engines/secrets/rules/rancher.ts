import type { Rule } from '../rule';

/** Credentials of Rancher. */
export const rancherRules: readonly Rule[] = [
  {
    id: 'rancher-api-token',
    name: 'Rancher API key',
    provider: 'Rancher',
    why: 'Anyone with it can control the clusters that its owner can reach.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the key in the list of API keys of the account.',
    revokeUrl: null,
    source: 'https://ranchermanager.docs.rancher.com/reference-guides/user-settings/api-keys',
    keywords: ['token-'],
    pattern: /(?<![\w-])token-[0-9a-z]{5}:[0-9a-z]{54}(?!\w)/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'RANCHER_TOKEN=token-enwh7:pyydd0m63gwpylcvv2fjsf49cm86bt3267277hgk0io5m6dj1mzr8f',
        'rancher_token = "token-96bhq:nzvvbvl0x50zund49v3c217vqfafdzb92tht9s4jnjhh93h6j958j2"',
      ],
      clean: [
        'RANCHER_TOKEN=$RANCHER_TOKEN',
        'RANCHER_TOKEN=token-juu8e:wlu7f5jrhfa10060by8g4cgzjgblvhpgr49zzolcbbs8ls9sxod',
      ],
    },
  },
];
