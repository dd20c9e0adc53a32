import { assigned } from '../patterns';
import type { Rule } from '../rule';

const CREDENTIALS = 'https://www.here.com/docs/bundle/identity-and-access-management-developer-guide/';
const KEYS_PAGE = 'https://platform.here.com/admin/apps';

/** Keys of HERE's location services. */
export const hereRules: readonly Rule[] = [
  {
    id: 'here-api-key',
    name: 'HERE API key',
    provider: 'HERE',
    why: "Anyone with it can use maps and routing at the account's expense.",
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Delete the key on the app’s page, and restrict the new one to domains.',
    revokeUrl: KEYS_PAGE,
    source: CREDENTIALS,
    keywords: ['here_', 'heremaps', 'here-', 'hereapi', 'here.api'],
    pattern: assigned('(?<![a-z])here[_.-]?(?:maps?|api|rest|js)', '[A-Za-z0-9_-]{43}'),
    minEntropy: 4,
    samples: {
      hit: [
        'HERE_API_KEY=2YZnI7D5XSraWEp8sAhruFIF6j_hzz6mRxZgyMQVHNa',
        "hereMapsApiKey: 'k47OrEChrj0GdfQlb0rF6Ug9FL7RFq_ntG_BUrCBrYb'",
      ],
      clean: [
        'HERE_API_KEY=CM1IJByGNOaruVuxzfqqhbq4uOs1TE',
        'WHERE_API_KEY=vzJAIX4qtaTUKb7U3iAP7Ki88x6k4N7bk3AdOOe4sud',
        'HERE_API_KEY=$HERE_KEY',
      ],
    },
  },
  {
    id: 'here-access-key-secret',
    name: 'HERE OAuth access key secret',
    provider: 'HERE',
    why: 'Anyone with it and the access key id can get tokens of the app for all services that it may use.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the credentials on the app’s page.',
    revokeUrl: KEYS_PAGE,
    source: CREDENTIALS,
    keywords: ['here.access.key.secret', 'here_access_key_secret', 'here_client_secret'],
    pattern: assigned('here[_.](?:access[_.]key|client)[_.]secret', '[A-Za-z0-9_-]{86}'),
    minEntropy: 4,
    samples: {
      hit: [
        'here.access.key.secret = u0rBOfZ1GHWqDxWBxU1wTyEp529qqEkaQgOuvyrtRbldPIkU-z2CVE5ZXYqP-anny4CfCC0Nh-QckuBCCLvula',
        'HERE_ACCESS_KEY_SECRET="YisUN8WdMppKvtv7zQ-8IytofY6qQ1zS7NG0s894eExR8JtcIGKEj22e1g9-Lt9qsfFwLX6QGyj_W8qiW9yOFb"',
      ],
      clean: [
        'here.access.key.id = L8wCpHEW6vRSXPEdgrsOKx',
        'here.access.key.secret = QDcdWxoN8m4M4T9iVA1aREB7MVid2f3HA5w71QKb',
        'here.access.key.secret = <secret>',
      ],
    },
  },
];
