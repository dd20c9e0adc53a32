import { assigned } from '../patterns';
import type { Rule } from '../rule';

const CONSOLE = 'https://app.asana.com/0/my-apps';

/** Asana. Its client ids are public: its sign-in URLs contain them. */
export const asanaRules: readonly Rule[] = [
  {
    id: 'asana-client-secret',
    name: 'Asana client secret',
    provider: 'Asana',
    why: 'With it, anyone can redeem codes and refresh tokens as this app.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Reset the client secret of the app in the developer console.',
    revokeUrl: CONSOLE,
    source: 'https://developers.asana.com/docs/oauth',
    keywords: ['asana'],
    pattern: assigned('asana', '[0-9a-f]{32}'),
    minEntropy: 3,
    samples: {
      hit: [
        'ASANA_CLIENT_SECRET=d9557d2848e7880336101bcfcf00cf36',
        'asana: { clientId: "1204", asanaSecret: "30fc5e10cb5960119d9cc7e0d52c2b8f" }',
      ],
      clean: [
        'ASANA_CLIENT_ID=6080471168773454',
        'ASANA_CLIENT_SECRET=2a0675a2aaa0bfe0fef79c9ec41527129672caab',
      ],
    },
  },
  {
    id: 'asana-personal-access-token',
    name: 'Asana personal access token',
    provider: 'Asana',
    why: 'Anyone with it can read and change all that its owner can in Asana.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Deauthorize the token in the developer console.',
    revokeUrl: CONSOLE,
    source: 'https://developers.asana.com/docs/personal-access-token',
    keywords: ['asana', 'bearer', 'token'],
    pattern: /(?<![A-Za-z0-9/.])[0-2]\/\d{15,17}(?:\/\d{15,17})?:[0-9a-f]{32}(?![A-Za-z0-9])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'ASANA_TOKEN=2/5810063032256074/7554761959973424:14ed12d308ea0e9ca976f1bb79396af6',
        'Authorization: Bearer 1/7656381633475092:c8ee48dd4e61f8c4c670d0c7beb5c8e8',
      ],
      clean: ['asana token 1/5469308493045166', 'https://app.asana.com/0/0375476681309967/9189311441365725'],
    },
  },
];
