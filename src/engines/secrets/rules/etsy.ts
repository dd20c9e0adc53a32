import { assigned } from '../patterns';
import type { Rule } from '../rule';

const AUTHENTICATION = 'https://developers.etsy.com/documentation/essentials/authentication/';

/** Keys and tokens of Etsy. */
export const etsyRules: readonly Rule[] = [
  {
    id: 'etsy-api-key',
    name: 'Etsy API key',
    provider: 'Etsy',
    why: 'Anyone with it can call the API as the application and use up its limits.',
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Request a new key string on the application’s page.',
    revokeUrl: 'https://www.etsy.com/developers/your-apps',
    source: AUTHENTICATION,
    keywords: ['etsy'],
    pattern: assigned('(?<![a-z])etsy', '[a-z0-9]{24}'),
    minEntropy: 3,
    samples: {
      hit: ['ETSY_API_KEY=pem9c2e9n9f6b71we42lze2e', "etsyKeystring: 'cxbrovke3il1robmvz8ccu2e'"],
      clean: [
        'ETSY_API_KEY=ypcpqqzub0aoyvg8a86x',
        'betsyKey=itd4cn631tmhoy18nfalk4v0',
        'ETSY_API_KEY=$ETSY_KEY',
      ],
    },
  },
  {
    id: 'etsy-oauth-token',
    name: 'Etsy OAuth access or refresh token',
    provider: 'Etsy',
    why: 'Anyone with it and the API key can read and change the shop of the user who is named by its first digits.',
    severity: 'high',
    confidence: 'medium',
    revoke: "Remove the application's access in the settings of the user's account.",
    revokeUrl: 'https://www.etsy.com/your/account/apps',
    source: AUTHENTICATION,
    keywords: ['etsy'],
    pattern: assigned('(?<![a-z])etsy[\\w.-]{0,20}token', '[0-9]{5,12}\\.[A-Za-z0-9_-]{40,250}'),
    minEntropy: 3.5,
    samples: {
      hit: [
        'ETSY_ACCESS_TOKEN=72191749.bG2UkAQ65YOVM7Fb03E_YXNPGlQcc8uShWg3vqUwOuVn2pZBdEZOsvqpcl7G1nLooGPjHZ5Mfce-Y0la',
        "etsyRefreshToken: '281406361.kP-TdDdPrcGG3FgshAhs-rp6z6vkTCEMD1r3N63v9QXblOz9whYkiGznoGT4nbjfsx6q58SmPi08c6Ab'",
      ],
      clean: [
        'ETSY_ACCESS_TOKEN=14415220.kPo4TSpsQ6cmy1C0PDrZ',
        'ETSY_SHOP_ID=66276053',
        'ETSY_ACCESS_TOKEN=12345678.<token>',
      ],
    },
  },
];
