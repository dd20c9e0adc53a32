import { assigned } from '../patterns';
import type { Rule } from '../rule';

const AUTHENTICATION = 'https://developer.mastercard.com/open-finance-us/documentation/access-and-config/';
const PORTAL = 'https://developer.mastercard.com/dashboard';

/** Keys of Finicity, Mastercard's open banking. */
export const finicityRules: readonly Rule[] = [
  {
    id: 'finicity-api-token',
    name: 'Finicity app key or access token',
    provider: 'Finicity',
    why: "Anyone with it and the partner's secret can read the bank accounts of its customers.",
    severity: 'high',
    confidence: 'medium',
    revoke:
      'Request a new app key in the dashboard of the project; a token expires two hours after it was issued.',
    revokeUrl: PORTAL,
    source: AUTHENTICATION,
    keywords: ['finicity'],
    pattern: assigned('(?<![a-z])finicity', '[0-9a-f]{32}'),
    minEntropy: 3,
    samples: {
      hit: [
        'FINICITY_APP_KEY=1a40caf55e88422aaa2f51306a075f81',
        'curl -H "Finicity-App-Key: 8e64bb361ab4f7f11336c840e1b9eef7" https://api.finicity.com',
      ],
      clean: [
        'FINICITY_APP_KEY=8dfd79d1c8bf891c3f5d',
        'FELICITY_APP_KEY=e4f88b84e640ed5962c1fc2b091370c5',
        'FINICITY_APP_KEY=$FINICITY_KEY',
      ],
    },
  },
  {
    id: 'finicity-client-secret',
    name: 'Finicity partner secret',
    provider: 'Finicity',
    why: "Anyone with it and the app key can read the bank accounts of the partner's customers.",
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Modify the partner secret through the API, or request a new one in the dashboard.',
    revokeUrl: PORTAL,
    source: AUTHENTICATION,
    keywords: ['finicity'],
    pattern: assigned('(?<![a-z])finicity[\\w.-]{0,20}secret', '[A-Za-z0-9]{20}'),
    minEntropy: 3.2,
    samples: {
      hit: ['FINICITY_PARTNER_SECRET=FVXov6LBI39WbCtzBGqB', "finicityClientSecret: 'nCXYDiDu23bp9ddAd3UW'"],
      clean: [
        'FINICITY_PARTNER_SECRET=9z4hRUVtshyvs3R',
        'FINICITY_PARTNER_ID=7q5UY2M5okMpFEC6MfTg',
        'FINICITY_PARTNER_SECRET=<secret>',
      ],
    },
  },
];
