import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Razorpay. */
export const razorpayRules: readonly Rule[] = [
  {
    id: 'razorpay-key-secret',
    name: 'Razorpay key secret',
    provider: 'Razorpay',
    why: 'Together with the key ID, anyone can read payments and make refunds and payouts.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Regenerate the key in the account settings.',
    revokeUrl: 'https://dashboard.razorpay.com/app/website-app-settings/api-keys',
    source: 'https://razorpay.com/docs/api/authentication/',
    keywords: ['razorpay'],
    pattern: assigned('razorpay[\\w.-]{0,20}secret', '[0-9A-Za-z]{24}'),
    minEntropy: 3.3,
    check: mixedCharacters,
    samples: {
      hit: [
        'RAZORPAY_KEY_SECRET=vhZ8ZmFayZ1esyXbeLu4YLy8',
        '"razorpayKeySecret": "Vpef351Wa4yT5GyeljYudhnv"',
      ],
      clean: ['RAZORPAY_KEY_SECRET=$RAZORPAY_KEY_SECRET', 'RAZORPAY_KEY_SECRET=026rz9Ln8QaxVfO04BPfO'],
    },
  },
  {
    id: 'razorpay-key-pair',
    name: 'Razorpay key ID with its secret',
    provider: 'Razorpay',
    why: 'Anyone with the pair can read payments and make refunds and payouts.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Regenerate the key in the account settings.',
    revokeUrl: 'https://dashboard.razorpay.com/app/website-app-settings/api-keys',
    source: 'https://razorpay.com/docs/api/authentication/',
    keywords: ['rzp_live_', 'rzp_test_'],
    pattern:
      /(?<!\w)rzp_(?:live|test)_[0-9A-Za-z]{14}(?:["']?[\t ]{0,2}[:,][\t ]{0,2}|(?!\w)[\s\S]{0,60}?(?:[Ss]ecret|SECRET)["'\]]{0,2}[\t ]{0,4}[:=][\t ]{0,4})["']?(?<secret>[0-9A-Za-z]{24})(?!\w)/g,
    reach: { before: 4, after: 180 },
    minEntropy: 3.3,
    check: mixedCharacters,
    samples: {
      hit: [
        "key_id: 'rzp_test_JlYjCqwczJVE4b',\n  key_secret: '5ohBo8UN21QQr6W6ue05RkNR',",
        'curl -u rzp_live_yhwCeE3lJTkVce:ze3xJ8I7ue3MXLpjIdTCT7aA https://api.razorpay.com/v1/payments',
        "client = razorpay.Client(auth=('rzp_live_Q528nkA3d7DmHj', 'ZhvNUNeOwOOlWii2daOq9DPM'))",
      ],
      clean: [
        'curl -u rzp_test_ypLw98FDVQaYMc:$RAZORPAY_SECRET',
        "auth=('rzp_test_qXnvlL7QdBZcVW', 't6gN9pBkvRIK')",
      ],
    },
  },
  {
    id: 'razorpay-key-id',
    name: 'Razorpay live key ID',
    provider: 'Razorpay',
    why: 'Check-out pages show it to every customer; it matters where its secret is nearby.',
    severity: 'low',
    confidence: 'high',
    revoke: 'Nothing has to be done as long as the key secret is safe; regenerating the key replaces both.',
    revokeUrl: 'https://dashboard.razorpay.com/app/website-app-settings/api-keys',
    source: 'https://razorpay.com/docs/api/authentication/',
    keywords: ['rzp_live_'],
    pattern: /(?<!\w)rzp_live_[0-9A-Za-z]{14}(?!\w|["']?[\t ]{0,2}[:,][\t ]{0,2}["']?[0-9A-Za-z]{24}(?!\w))/g,
    reach: { before: 4, after: 100 },
    samples: {
      hit: ['RAZORPAY_KEY_ID=rzp_live_51P6f5UDgIRwXV', 'razorpay_key_id: rzp_live_pKGLFi8q7AJmXs'],
      clean: ['RAZORPAY_KEY_ID=$RAZORPAY_KEY_ID', 'RAZORPAY_KEY_ID=rzp_live_vT3qL9uHRSv'],
    },
  },
];
