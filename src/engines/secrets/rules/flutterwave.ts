import { assigned } from '../patterns';
import type { Rule } from '../rule';

const AUTHENTICATION = 'https://developer.flutterwave.com/v3.0/docs/authentication';
const KEYS_PAGE = 'https://app.flutterwave.com/dashboard/settings/apis/live';

/** Keys of Flutterwave. */
export const flutterwaveRules: readonly Rule[] = [
  {
    id: 'flutterwave-secret-key',
    name: 'Flutterwave secret key',
    provider: 'Flutterwave',
    why: 'Anyone with a live one can start transfers, refund payments and read the customers of the business.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Regenerate the keys in the API settings of the dashboard.',
    revokeUrl: KEYS_PAGE,
    source: AUTHENTICATION,
    keywords: ['flwseck-', 'flwseck_test-'],
    pattern:
      /(?<![A-Za-z0-9_])FLWSECK(?:_TEST)?-[A-Za-z0-9]{32}(?:-[A-Za-z0-9]{11,13}vt)?-X(?![A-Za-z0-9_-])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'FLW_SECRET_KEY=FLWSECK-8a13d65567b66882dfb236a48c2a10e5-X',
        "new Flutterwave(key, 'FLWSECK_TEST-62b647f0bb99dcd13efd994a18c39969-X')",
        'secret: FLWSECK-766591cf1edbad1d2efca5cb7ff0042d-ad715b87d05vt-X',
      ],
      clean: [
        'FLW_PUBLIC_KEY=FLWPUBK-426ad38e6a97560891bbab458d8fac1e-X',
        'FLW_SECRET_KEY=FLWSECK-734ee674d00ca41d80df-X',
        'FLW_SECRET_KEY=FLWSECK_TEST-SANDBOXDEMOKEY-X',
      ],
    },
  },
  {
    id: 'flutterwave-encryption-key',
    name: 'Flutterwave encryption key',
    provider: 'Flutterwave',
    why: 'Anyone with it can encrypt charges of cards as the business does; it needs the secret key beside it.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Regenerate the keys in the API settings of the dashboard.',
    revokeUrl: KEYS_PAGE,
    source: 'https://developer.flutterwave.com/v3.0/docs/encryption',
    keywords: ['flwseck_test'],
    pattern: /(?<![A-Za-z0-9_])FLWSECK_TEST[A-Za-z0-9]{12}(?![A-Za-z0-9_-])/g,
    minEntropy: 3,
    samples: {
      hit: ['FLW_ENCRYPTION_KEY=FLWSECK_TEST5b7ef1b308f4', "encryptionKey: 'FLWSECK_TEST3923cf8921fc'"],
      clean: [
        'FLW_ENCRYPTION_KEY=FLWSECK_TEST587139c8',
        'FLW_ENCRYPTION_KEY=XFLWSECK_TEST5f0c2e91b7d4',
        'FLW_ENCRYPTION_KEY=FLWSECK_TEST',
      ],
    },
  },
  {
    id: 'flutterwave-live-encryption-key',
    name: 'Flutterwave live encryption key',
    provider: 'Flutterwave',
    why: 'Anyone with it can encrypt charges of cards as the business does; it needs the secret key beside it.',
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Regenerate the keys in the API settings of the dashboard.',
    revokeUrl: KEYS_PAGE,
    source: 'https://developer.flutterwave.com/v3.0/docs/encryption',
    keywords: ['flutterwave', 'flw_', 'rave_'],
    pattern: assigned(
      '(?<![a-z])(?:flutterwave|flw|rave)[\\w.-]{0,20}enc(?:ryption)?[_.-]?key',
      '[0-9a-f]{24}',
    ),
    minEntropy: 3,
    samples: {
      hit: [
        'FLUTTERWAVE_ENCRYPTION_KEY=9c5a1ae6f5b4924fd3a37196',
        "flwEncKey: '2735ef339b60f3ca2085433d', // FLW_LIVE",
      ],
      clean: [
        'FLUTTERWAVE_ENCRYPTION_KEY=f7978efdfb4037081548',
        'FLUTTERWAVE_PUBLIC_KEY=527c7a4274f14627c68715b9',
        'FLUTTERWAVE_ENCRYPTION_KEY=$KEY',
      ],
    },
  },
];
