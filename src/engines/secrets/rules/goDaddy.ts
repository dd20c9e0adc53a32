import { assigned } from '../patterns';
import type { Rule } from '../rule';

const START = 'https://developer.godaddy.com/getstarted';
const KEYS_PAGE = 'https://developer.godaddy.com/keys';

/** Keys of GoDaddy. */
export const goDaddyRules: readonly Rule[] = [
  {
    id: 'godaddy-api-secret',
    name: 'GoDaddy API secret',
    provider: 'GoDaddy',
    why: 'Anyone with it and the key can change the DNS records of the domains, and buy or move domains.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Delete the key on the API keys page.',
    revokeUrl: KEYS_PAGE,
    source: START,
    keywords: ['godaddy'],
    pattern: assigned('(?<![a-z])godaddy[\\w.-]{0,20}secret', '[A-Za-z0-9]{20,24}'),
    minEntropy: 3.3,
    samples: {
      hit: ['GODADDY_API_SECRET=AMH1UOfk0FAzMjAA5QmicB', "godaddySecret: 'JOy5CcbC1ZnycdcYwVzq1QCX'"],
      clean: [
        'GODADDY_API_SECRET=wxAWUtU4eafR',
        'GODADDY_DOMAIN=B4jgrcWPWSUjcrYtRoBhx8',
        'GODADDY_API_SECRET=$GD_SECRET',
      ],
    },
  },
  {
    id: 'godaddy-sso-key',
    name: 'GoDaddy API key with its secret',
    provider: 'GoDaddy',
    why: 'Anyone with it can change the DNS records of the domains, and buy or move domains.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the key on the API keys page.',
    revokeUrl: KEYS_PAGE,
    source: START,
    keywords: ['sso-key'],
    pattern:
      /(?<![A-Za-z0-9])sso-key[\t ]{1,4}(?<secret>[A-Za-z0-9_]{8,40}:[A-Za-z0-9]{20,24})(?![A-Za-z0-9_])/gi,
    minEntropy: 3.5,
    samples: {
      hit: [
        'curl -H "Authorization: sso-key tPn3KLJHYaSL_tkuyfgj5X5dBpQoxjDphld:fuGxqPlUHsNIzZvsuy1UjU" https://api.godaddy.com/v1/domains',
        "Authorization: 'sso-key pVGifDYP8wqZ6l_CvWHBeGlzYdow8wIstpl:1SeL2ztYxMrwv6p9gUOokY'",
      ],
      clean: [
        'Authorization: sso-key $KEY:$SECRET',
        'Authorization: sso-key Mbrc6yPgI6jw',
        'Authorization: Bearer 5IK5K2kWfsiR:PfRZ5TA0XQpkwH3X69YHLF',
      ],
    },
  },
];
