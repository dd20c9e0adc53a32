import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Tokens of Linode. */
export const linodeRules: readonly Rule[] = [
  {
    id: 'linode-token',
    name: 'Linode personal access token',
    provider: 'Linode',
    why: "Anyone with it can manage the account's servers, volumes and networks within its scopes.",
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Revoke the token on the API Tokens page of the profile.',
    revokeUrl: 'https://cloud.linode.com/profile/tokens',
    source: 'https://techdocs.akamai.com/linode-api/reference/get-started#personal-access-tokens',
    keywords: ['linode'],
    pattern: assigned('linode', '[0-9a-f]{64}'),
    minEntropy: 3,
    samples: {
      hit: [
        'LINODE_TOKEN=e7c87e1e48996485bfb6c9ee359f72a9a34a02afad018f4c220c3fc931c8da50',
        'provider "linode" {}\nlinode_token = "f05342dce133b891727b93d4706c77a1770f93d230867f1a777e5116607ff2d4"',
      ],
      clean: ['LINODE_TOKEN=f4e900284f9c340a67f5a56c894961ef9f1c7196', 'LINODE_TOKEN=var.linode_token'],
    },
  },
];
