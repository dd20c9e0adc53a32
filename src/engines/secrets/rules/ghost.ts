import type { Rule } from '../rule';

/** Keys of the publishing platform Ghost. */
export const ghostRules: readonly Rule[] = [
  {
    id: 'ghost-admin-api-key',
    name: 'Ghost Admin API key',
    provider: 'Ghost',
    why: 'Anyone with it can publish and delete posts, change the theme and read the members of the site.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Regenerate the key of the integration in the settings of the site.',
    revokeUrl: 'https://ghost.org/integrations/custom-integrations/',
    source: 'https://docs.ghost.org/admin-api#token-authentication',
    keywords: ['ghost', 'admin'],
    pattern: /(?<![A-Za-z0-9_:-])[0-9a-f]{24}:[0-9a-f]{64}(?![A-Za-z0-9_:-])/g,
    reach: { before: 100, after: 200 },
    minEntropy: 3,
    samples: {
      hit: [
        'GHOST_ADMIN_API_KEY=d6ecc228341f21bd20f61e5e:4982639b4ad6b58bb59961bc3b4ba87562b54272a45ce6c47267bbda75c0a4f2',
        "new GhostAdminAPI({ url, key: '7d07f7f3b7497556ddcbc585:e858fa2d454a60a64465d0252797cf9d64650a7d6bb6732b866b876e5a9e4338' })",
      ],
      clean: [
        'GHOST_ADMIN_API_KEY=04f119fcb18a9622b6fb838f:caaea1b104756fd6cb138110cb54700397700bed',
        'GHOST_CONTENT_API_KEY=637e54e4e8c45fca9f5d4362f3',
        'admin digest sha256:2f86e98ead9fd5d398660555842b12118da509219f31ac11b879eb54b79cb17e',
      ],
    },
  },
];
