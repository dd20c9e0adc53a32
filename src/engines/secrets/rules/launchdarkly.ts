import { isNear } from '../checks/nearby';
import type { Rule, Suspect } from '../rule';

const NAME = /launch.?darkly|\bLD_/i;

/** Keys and access tokens of LaunchDarkly. */
export const launchdarklyRules: readonly Rule[] = [
  {
    id: 'launchdarkly-access-token',
    name: 'LaunchDarkly API access token',
    provider: 'LaunchDarkly',
    why: 'Anyone with it can read and change feature flags with the role of the token.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Delete or reset the token under Organization settings, Authorization.',
    revokeUrl: 'https://app.launchdarkly.com/settings/authorization',
    source: 'https://launchdarkly.com/docs/home/account/api',
    keywords: ['api-'],
    pattern: /(?<![\w-])api-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-])/g,
    check: isNamed,
    samples: {
      hit: [
        'LAUNCHDARKLY_ACCESS_TOKEN=api-9e9cc707-a9c4-444d-abd6-fb72b13910e2',
        'curl -H "Authorization: api-3f63d67d-dd0a-4e5f-9f35-f46d6a7d2c7a" https://app.launchdarkly.com/api/v2/flags',
      ],
      clean: [
        'LAUNCHDARKLY_ACCESS_TOKEN=api-42f4c0d6-dc42',
        'name: webapi-e136bda6-0025-4c91-964b-ba725ff8430f',
        'LAUNCHDARKLY_ACCESS_TOKEN=$LD_TOKEN',
      ],
    },
  },
  {
    id: 'launchdarkly-sdk-key',
    name: 'LaunchDarkly server-side SDK key',
    provider: 'LaunchDarkly',
    why: 'Anyone with it can read every feature flag of the environment and its targeting rules.',
    severity: 'high',
    confidence: 'medium',
    revoke: "Reset the SDK key on the environment's page.",
    revokeUrl: 'https://app.launchdarkly.com',
    source: 'https://launchdarkly.com/docs/sdk/concepts/client-side-server-side',
    keywords: ['sdk-'],
    pattern: /(?<![\w-])sdk-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-])/g,
    check: isNamed,
    samples: {
      hit: [
        'LD_SDK_KEY=sdk-b5f95c9b-f3c8-4cca-b8e3-64a58e775007',
        'ldclient.set_config(Config("sdk-c7890d12-f82e-4d95-a1b9-77cc358d3d8e"))',
      ],
      clean: ['LD_SDK_KEY=sdk-9931eb9643ae', 'mysdk-57a24c6b-acc8-4e88-b1d1-dc5688eb0a5d'],
    },
  },
  {
    id: 'launchdarkly-mobile-key',
    name: 'LaunchDarkly mobile key',
    provider: 'LaunchDarkly',
    why: 'It is in every copy of the mobile app by design; anyone with it can read the flags meant for clients.',
    severity: 'low',
    confidence: 'medium',
    revoke: "Reset the mobile key on the environment's page.",
    revokeUrl: 'https://app.launchdarkly.com',
    source: 'https://launchdarkly.com/docs/sdk/concepts/client-side-server-side',
    keywords: ['mob-'],
    pattern: /(?<![\w-])mob-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-])/g,
    check: isNamed,
    samples: {
      hit: [
        'LD_MOBILE_KEY=mob-e20bda1a-5b74-4bd2-a583-74532412466a',
        'let config = LDConfig(mobileKey: "mob-b96785e8-d345-4a6d-8ee9-0146f1188240")',
      ],
      clean: ['LD_MOBILE_KEY=mob-9b504d0cf0e1', 'LD_CLIENT_SIDE_ID=cdf15aa651a705e3673ad335'],
    },
  },
];

function isNamed(suspect: Suspect): 'high' | undefined {
  return isNear(suspect, NAME) ? 'high' : undefined;
}
