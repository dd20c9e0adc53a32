import type { Rule } from '../rule';

/** Credentials of Val Town. */
export const valtownRules: readonly Rule[] = [
  {
    id: 'valtown-api-token',
    name: 'Val Town API token',
    provider: 'Val Town',
    why: 'Anyone with it can run and change the code of its owner and read their stored data, within its scopes.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the token in the list of API tokens and create a new one.',
    revokeUrl: 'https://www.val.town/settings/api',
    source: 'https://docs.val.town/reference/api/authentication/',
    keywords: ['vtwn_'],
    pattern: /(?<!\w)vtwn_[0-9A-Za-z]{27}(?!\w)/g,
    samples: {
      hit: [
        'VAL_TOWN_API_KEY=vtwn_CRrrcHVhShshgcF7giRa0er1Qou',
        'export VAL_TOWN_API_KEY="vtwn_vfR9gRAh0qgxrmqffy5uSuNfKCA"',
      ],
      clean: ['VAL_TOWN_API_KEY=$VAL_TOWN_API_KEY', 'VAL_TOWN_API_KEY=vtwn_xBE7o9sr90ib275TOs9utVf4'],
    },
  },
];
