import type { Rule } from '../rule';

/** Keys of PostHog. */
export const posthogRules: readonly Rule[] = [
  {
    id: 'posthog-personal-api-key',
    name: 'PostHog personal API key',
    provider: 'PostHog',
    why: "Anyone with it can read and change the projects' data within its scopes.",
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete or roll the key in the personal settings.',
    revokeUrl: 'https://us.posthog.com/settings/user-api-keys',
    source: 'https://posthog.com/docs/api',
    keywords: ['phx_'],
    pattern: /(?<![A-Za-z0-9_])phx_[A-Za-z0-9_]{40,52}(?![A-Za-z0-9_])/g,
    minEntropy: 3.8,
    samples: {
      hit: [
        'POSTHOG_PERSONAL_API_KEY=phx_u4aB8lYbdJnPXudhQzDEnKARyRqDGkpnLFmJaGXeieH',
        'curl -H "Authorization: Bearer phx_nbaozQcHgEfnNxOinOc39RoNKWo1z4Xx7XnYa66omPxKzdK" https://us.posthog.com/api/projects/',
      ],
      clean: [
        'POSTHOG_PERSONAL_API_KEY=phx_9BAGKGcoroL2',
        'POSTHOG_KEY=phc_ymShipaumDstyKm1VeDPewEnzne4GraLyvbsnvRJ5Z6',
      ],
    },
  },
  {
    id: 'posthog-feature-flags-key',
    name: 'PostHog feature flags secure key',
    provider: 'PostHog',
    why: 'Anyone with it can read all feature flags of the project and how they are decided.',
    severity: 'medium',
    confidence: 'high',
    revoke: "Rotate the key in the project's settings under Feature flags.",
    revokeUrl: 'https://us.posthog.com/settings/project-feature-flags',
    source: 'https://posthog.com/docs/feature-flags/local-evaluation',
    keywords: ['phs_'],
    pattern: /(?<![A-Za-z0-9_])phs_[A-Za-z0-9_]{40,52}(?![A-Za-z0-9_])/g,
    minEntropy: 3.8,
    samples: {
      hit: [
        'POSTHOG_SECURE_KEY=phs_10lLigznAh10kImw9khO30K3LTJUSIQkizY1smGOLWW',
        "new PostHog('phc_x', { personalApiKey: 'phs_LJvkxYGvBFFW1QXODQcaOA5JbbrjA6MNwHfU5LaBb0b' })",
      ],
      clean: ['POSTHOG_SECURE_KEY=phs_yk0q5FEazkGu', 'graphs_QStIZ9Mu9ofrkGL7Poqf48hHqPOutVO2wbFpUEpFNtp'],
    },
  },
];
