import { isNear } from '../checks/nearby';
import type { Rule } from '../rule';

const NAME = /mollie/i;

/** Keys of Mollie. */
export const mollieRules: readonly Rule[] = [
  {
    id: 'mollie-api-key',
    name: 'Mollie API key',
    provider: 'Mollie',
    why: "Anyone with a live key can make payments and refunds and read the customers' data.",
    severity: 'critical',
    confidence: 'low',
    revoke: 'Reset the key under More, Developers, API keys.',
    revokeUrl: 'https://my.mollie.com/dashboard/developers/api-keys',
    source: 'https://docs.mollie.com/reference/authentication',
    keywords: ['live_', 'mollie'],
    pattern: /(?<![A-Za-z0-9_])(?:live|test)_[A-Za-z0-9]{30}(?![A-Za-z0-9_])/g,
    minEntropy: 3.5,
    check: (suspect) => (isNear(suspect, NAME) ? 'high' : undefined),
    samples: {
      hit: [
        'MOLLIE_API_KEY=live_mJ0l2cjBrBakpRnbkc4ToTp4Molqj8',
        '$mollie->setApiKey("test_iXhy11KPtqBYjS7eYSuZ2R1OxRs357");',
      ],
      clean: [
        'MOLLIE_API_KEY=live_7KcZVHTHNnj7',
        'sk_live_fqGapgTZInFaRIYm55a9y0KxPVZ2L2',
        'MOLLIE_API_KEY=test_$KEY',
      ],
    },
  },
  {
    id: 'mollie-access-token',
    name: 'Mollie organisation or app access token',
    provider: 'Mollie',
    why: "Anyone with it can use the organisation's payments and settlements within the token's scopes.",
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Delete the token under More, Developers, Organization access tokens.',
    revokeUrl: 'https://my.mollie.com/dashboard/developers/organization-access-tokens',
    source: 'https://docs.mollie.com/reference/authentication',
    keywords: ['mollie'],
    pattern: /(?<![A-Za-z0-9_])access_[A-Za-z0-9]{30,48}(?![A-Za-z0-9_])/g,
    reach: { before: 160, after: 256 },
    minEntropy: 3.5,
    samples: {
      hit: [
        'MOLLIE_ACCESS_TOKEN=access_KGoUsg7OJfpzLVb4eD2LzKam6fldwD5Y7LstQ5',
        '$mollie->setAccessToken("access_DxFBrAA58UunK4vwj6JoMZ1roPgMolE4A90");',
      ],
      clean: ['MOLLIE_ACCESS_TOKEN=access_MaI1aGNZRX', 'mollie.access_denied_because_of_too_many_requests'],
    },
  },
];
