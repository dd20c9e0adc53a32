import type { Rule } from '../rule';

/** Credentials of RubyGems. */
export const rubygemsRules: readonly Rule[] = [
  {
    id: 'rubygems-api-token',
    name: 'RubyGems API key',
    provider: 'RubyGems',
    why: "Anyone with it can publish new versions of its owner's gems to all their users.",
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the key in the list of API keys of the profile and create a new one with few scopes.',
    revokeUrl: 'https://rubygems.org/profile/api_keys',
    source: 'https://guides.rubygems.org/api-key-scopes/',
    keywords: ['rubygems_'],
    pattern: /(?<!\w)rubygems_[0-9a-f]{48}(?!\w)/g,
    samples: {
      hit: [
        'GEM_HOST_API_KEY=rubygems_9659f5dbf9e4374a37613460ef8aa50f61d09fa1806201d4',
        '"gemHostApiKey": "rubygems_f8c13002bed111f06809ed20a5142157e982ae03e27ca4df"',
      ],
      clean: [
        'GEM_HOST_API_KEY=$GEM_HOST_API_KEY',
        'GEM_HOST_API_KEY=rubygems_e9e5aded9f109e47efe71878978cd111544f13d05e7fc',
      ],
    },
  },
];
