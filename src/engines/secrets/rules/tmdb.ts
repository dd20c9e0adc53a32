import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of The Movie Database. */
export const tmdbRules: readonly Rule[] = [
  {
    id: 'tmdb-api-key',
    name: 'TMDB API key',
    provider: 'The Movie Database',
    why: 'Anyone with it can read the public database in the name of its owner.',
    severity: 'low',
    confidence: 'medium',
    revoke: 'Contact the support of TMDB, or register a new application.',
    revokeUrl: 'https://www.themoviedb.org/settings/api',
    source: 'https://developer.themoviedb.org/docs/authentication-application',
    keywords: ['tmdb', 'themoviedb'],
    pattern: assigned('tmdb[\\w-]{0,12}key|themoviedb\\.org/[\\w/]{0,40}\\?api_key', '[0-9a-f]{32}'),
    minEntropy: 3,
    samples: {
      hit: [
        'TMDB_API_KEY=e9276817a9b4bb79e7629c53b3660130',
        "fetch('https://api.themoviedb.org/3/movie/popular?api_key=bcadf56d5eda9fa899ac33a4ed3181f7')",
      ],
      clean: [
        'TMDB_API_KEY=$TMDB_API_KEY',
        "fetch('https://api.themoviedb.org/3/movie/popular?api_key=' + key)",
      ],
    },
  },
];
