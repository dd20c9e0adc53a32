import type { Rule } from '../rule';

/** Keys of Neon. */
export const neonRules: readonly Rule[] = [
  {
    id: 'neon-api-key',
    name: 'Neon API key',
    provider: 'Neon',
    why: "Anyone with it can manage the account's databases and read their passwords.",
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the key under Account or Organization settings, API keys.',
    revokeUrl: 'https://console.neon.tech/app/settings/api-keys',
    source: 'https://neon.com/docs/manage/api-keys',
    keywords: ['napi_'],
    pattern: /(?<![A-Za-z0-9_])napi_[a-z0-9]{64}(?![A-Za-z0-9_])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'NEON_API_KEY=napi_tnf1vizvkyg7u5qmkz0sc7cuckkzn9h1uu2ggpp8yt73fpbynhzn7x2czym3ooat',
        'curl -H "Authorization: Bearer napi_72fahlahm47ggbem3u8px05r8iby1cm00n8t2clt9pizxt9icc9z5dz2wk8vmt6q" https://console.neon.tech/api/v2/projects',
      ],
      clean: [
        'NEON_API_KEY=napi_mbsqp2gkmkrclcdzqfaw',
        'napi_create_function(env, name, len, cb, data, result)',
      ],
    },
  },
  {
    id: 'neon-database-password',
    name: 'Neon database password',
    provider: 'Neon',
    why: 'Anyone with it can connect to the database as its role.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Reset the password of the role under Roles & Databases of the branch.',
    revokeUrl: 'https://console.neon.tech',
    source: 'https://neon.com/docs/manage/roles',
    keywords: ['npg_'],
    pattern: /(?<![A-Za-z0-9_])npg_[A-Za-z0-9]{12}(?![A-Za-z0-9_])/g,
    minEntropy: 2.8,
    samples: {
      hit: [
        'DATABASE_URL=postgresql://neondb_owner:npg_7XKwxHqb8jVT@ep-cool-darkness-123456.eu-central-1.aws.neon.tech/neondb',
        'PGPASSWORD=npg_8sLzjxQTAH74',
      ],
      clean: ['PGPASSWORD=npg_kkIBD', 'jnpg_jNethAWzEN16'],
    },
  },
];
