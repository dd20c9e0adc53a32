import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Beamer, the notification feed. */
export const beamerRules: readonly Rule[] = [
  {
    id: 'beamer-api-token',
    name: 'Beamer API key',
    provider: 'Beamer',
    why: 'Anyone with it can publish posts to the product’s users and read the list of users.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Regenerate the API key in Beamer’s settings.',
    revokeUrl: 'https://app.getbeamer.com/settings',
    source: 'https://www.getbeamer.com/api',
    keywords: ['beamer'],
    pattern: assigned('beamer', 'b_[A-Za-z0-9+/_=-]{44}'),
    minEntropy: 3.5,
    samples: {
      hit: [
        'BEAMER_API_KEY=b_6JSej33zvvmNThpOofDetCOVP/CzVJTUek8WAuvmK3I=',
        "-H 'Beamer-Api-Key: b_vVNtQyJ1YqTZFoZplFykkb36TyArIZkk8l5PbQWxE69I'",
      ],
      clean: [
        'BEAMER_API_KEY=b_sPuOZK20nbfiKLbts7YP',
        '\\usetheme{beamer} % key: Qc8lD27Y0mNq0eB5wSyWaqcPU1frq5rIPjcZBjKPkq6y',
      ],
    },
  },
];
