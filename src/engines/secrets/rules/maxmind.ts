import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Licence keys of MaxMind. */
export const maxmindRules: readonly Rule[] = [
  {
    id: 'maxmind-license-key',
    name: 'MaxMind licence key',
    provider: 'MaxMind',
    why: "Anyone with it and the account ID can download the databases and use the web services on the account's bill.",
    severity: 'medium',
    confidence: 'high',
    revoke: 'Delete the key under Account, Manage licence keys.',
    revokeUrl: 'https://www.maxmind.com/en/accounts/current/license-key',
    source: 'https://dev.maxmind.com/license-key-format/',
    keywords: ['_mmk'],
    pattern: /(?<![A-Za-z0-9_])[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk(?![A-Za-z0-9_])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'LicenseKey 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',
        'MAXMIND_LICENSE_KEY=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',
      ],
      clean: ['MAXMIND_LICENSE_KEY=R5AIV8_fLcNBvIpcl9UBWCGIDUg_mmk', 'IRBQt7EoFAfHZyKTfqWv5coZLtQtk_mmk'],
    },
  },
  {
    id: 'maxmind-legacy-license-key',
    name: 'MaxMind licence key of the old form',
    provider: 'MaxMind',
    why: "Anyone with it and the account ID can download the databases and use the web services on the account's bill.",
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Delete the key under Account, Manage licence keys.',
    revokeUrl: 'https://www.maxmind.com/en/accounts/current/license-key',
    source: 'https://dev.maxmind.com/license-key-format/',
    keywords: ['maxmind', 'geoip'],
    pattern: assigned('(?:maxmind|geoip(?:update)?)[\\w.-]{0,20}key', '[A-Za-z0-9]{16}'),
    minEntropy: 3,
    check: mixedCharacters,
    samples: {
      hit: ['MAXMIND_LICENSE_KEY=nfBmA6FzbCjLM4yO', 'geoipupdate_license_key: "0RkTTOBSnbMZSGrL"'],
      clean: [
        'MAXMIND_LICENSE_KEY=MARbARIv',
        'MAXMIND_ACCOUNT_ID=666453',
        'MAXMIND_LICENSE_KEY=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',
      ],
    },
  },
];
