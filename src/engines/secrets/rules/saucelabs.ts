import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Sauce Labs. */
export const saucelabsRules: readonly Rule[] = [
  {
    id: 'saucelabs-access-key',
    name: 'Sauce Labs access key',
    provider: 'Sauce Labs',
    why: "Together with the user name, anyone can run tests at its owner's cost and read what earlier ones recorded.",
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Regenerate the key in the user settings.',
    revokeUrl: 'https://app.saucelabs.com/user-settings',
    source: 'https://docs.saucelabs.com/dev/api/',
    keywords: ['sauce'],
    pattern: assigned(
      'sauce[\\w.-]{0,20}key',
      '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
    ),
    minEntropy: 3,
    samples: {
      hit: [
        'SAUCE_ACCESS_KEY=e5d20b02-265b-437f-a6c3-1368c796f755',
        'sauce_access_key = "ce1167db-3db9-456a-ad2c-5d84047535c4"',
      ],
      clean: ['SAUCE_ACCESS_KEY=$SAUCE_ACCESS_KEY', 'SAUCE_ACCESS_KEY=8a34f0d6-e89a-4800-aa22-fb3add689'],
    },
  },
];
