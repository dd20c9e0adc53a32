import type { Rule } from '../rule';

/** Credentials of UpCloud. */
export const upcloudRules: readonly Rule[] = [
  {
    id: 'upcloud-api-token',
    name: 'UpCloud API token',
    provider: 'UpCloud',
    why: 'Anyone with it can create, change and delete the servers of its owner.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the token on the API tokens page and create a new one.',
    revokeUrl: 'https://hub.upcloud.com/account/overview',
    source: 'https://developers.upcloud.com/1.3/2-authentication/',
    keywords: ['ucat_'],
    pattern: /(?<!\w)ucat_[0-9A-Z]{26}(?!\w)/g,
    samples: {
      hit: [
        'UPCLOUD_TOKEN=ucat_01UTHKU3T6XHF9AC0BN8SYYSQ3',
        '"upcloudToken": "ucat_01R5W5LWDJGC7LYV0PYJRXPVPG"',
      ],
      clean: ['UPCLOUD_TOKEN=$UPCLOUD_TOKEN', 'UPCLOUD_TOKEN=ucat_01EGJHV99W2K0ATFAKBZBIG'],
    },
  },
];
