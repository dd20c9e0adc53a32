import type { Rule } from '../rule';

/** Credentials of Sidekiq. */
export const sidekiqRules: readonly Rule[] = [
  {
    id: 'sidekiq-secret',
    name: 'Credentials of the Sidekiq Pro or Enterprise gem server',
    provider: 'Sidekiq',
    why: 'Anyone with it can download the commercial gems that its owner has licensed.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Ask the support of Contributed Systems for new credentials.',
    revokeUrl: null,
    source: 'https://github.com/sidekiq/sidekiq/wiki/Build-Commercial-Gem-Server',
    keywords: ['contribsys'],
    pattern:
      /(?:BUNDLE_(?:ENTERPRISE|GEMS)__CONTRIBSYS__COM|(?:enterprise|gems)\.contribsys\.com)["']?[\t ]{0,4}[:= ][\t ]{0,4}["']?(?<secret>[0-9a-f]{8}:[0-9a-f]{8})(?![\w:])/gi,
    samples: {
      hit: [
        'BUNDLE_ENTERPRISE__CONTRIBSYS__COM=d16932ba:bf82185b',
        'bundle config --global gems.contribsys.com bdd1f1da:a17ed8d7',
      ],
      clean: [
        'BUNDLE_ENTERPRISE__CONTRIBSYS__COM=$SIDEKIQ_CREDENTIALS',
        'BUNDLE_GEMS__CONTRIBSYS__COM=dfdc53d7',
      ],
    },
  },
];
