import type { Rule } from '../rule';

/** Keys of Metabase. */
export const metabaseRules: readonly Rule[] = [
  {
    id: 'metabase-api-key',
    name: 'Metabase API key',
    provider: 'Metabase',
    why: "Anyone with it can query the connected databases with the permissions of the key's group.",
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the key under Admin settings, Authentication, API keys.',
    revokeUrl: null,
    source: 'https://www.metabase.com/docs/latest/people-and-groups/api-keys',
    keywords: ['mb_'],
    pattern: /(?<![A-Za-z0-9_])mb_[A-Za-z0-9+/]{43}=(?![\w=])/g,
    minEntropy: 3.8,
    samples: {
      hit: [
        'METABASE_API_KEY=mb_wEiqtAxOO+ErZZEhKzcYYcfkKy5Sji+tx4sTVgBZfl9=',
        '-H "x-api-key: mb_Lkz9fzRYVcgPlImQ/kDYQZWnzROhGewr1roa0JkM1lY="',
      ],
      clean: [
        'METABASE_API_KEY=mb_3118mMtXHkcGC0dV0w7s=',
        'comb_I3RJbLdlx4VkSDtGxE15BqujcdUwY9RzZV8yKVJ7BUk=',
      ],
    },
  },
];
