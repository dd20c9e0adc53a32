import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of JumpCloud. */
export const jumpcloudRules: readonly Rule[] = [
  {
    id: 'jumpcloud-api-key',
    name: 'JumpCloud API key',
    provider: 'JumpCloud',
    why: "Anyone with it can manage the organisation's users, devices and single sign-on as its administrator.",
    severity: 'critical',
    confidence: 'high',
    revoke: "Generate a new API key in the administrator's menu of JumpCloud, which revokes this one.",
    revokeUrl: 'https://console.jumpcloud.com',
    source: 'https://docs.jumpcloud.com/api/1.0/index.html#section/API-Key',
    keywords: ['jca_'],
    pattern: /(?<![A-Za-z0-9_])jca_[A-Za-z0-9]{36}(?![A-Za-z0-9_])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'JUMPCLOUD_API_KEY=jca_pUCemvTTBXfasGxjzVTZ4ufT7Q6VNaw7loxA',
        '"x-api-key": "jca_bX72zxUIgVIBpTjAiUhhMiZ8vUkYQETNoe8U"',
      ],
      clean: [
        'JUMPCLOUD_API_KEY=jca_whi7Axygex79',
        'ajca_KrLwkaFga5juyrmqMitITaiIBpI5NRb0UP3m',
        'JUMPCLOUD_API_KEY=$JC_KEY',
      ],
    },
  },
  {
    id: 'jumpcloud-legacy-api-key',
    name: 'JumpCloud API key without prefix',
    provider: 'JumpCloud',
    why: "Anyone with it can manage the organisation's users, devices and single sign-on as its administrator.",
    severity: 'critical',
    confidence: 'medium',
    revoke: "Generate a new API key in the administrator's menu of JumpCloud, which revokes this one.",
    revokeUrl: 'https://console.jumpcloud.com',
    source: 'https://docs.jumpcloud.com/api/1.0/index.html#section/API-Key',
    keywords: ['jumpcloud', 'jump_cloud'],
    pattern: assigned('jump_?cloud', '[0-9a-f]{40}'),
    minEntropy: 3,
    samples: {
      hit: [
        'JUMPCLOUD_API_KEY="49959c1c3d80fee2d3514d30fd5e51f5fe82fe00"',
        'jumpcloud_api_key: 274bd66693693177048e773068a2974816542f73',
      ],
      clean: [
        'JUMPCLOUD_ORG_ID="83c4ee2751cf7678baa20308"',
        'JUMPCLOUD_API_KEY="jca_2zahzn9d9WKUAXoxHMpaMmYWXQhFnAzHTVh2"',
      ],
    },
  },
];
