import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of The New York Times. */
export const nytimesRules: readonly Rule[] = [
  {
    id: 'nytimes-api-key',
    name: 'New York Times API key',
    provider: 'New York Times',
    why: "Anyone with it can use up the account's quota of requests.",
    severity: 'low',
    confidence: 'medium',
    revoke: 'Delete the key of the app on the developer site.',
    revokeUrl: 'https://developer.nytimes.com/my-apps',
    source: 'https://developer.nytimes.com/get-started',
    keywords: ['nytimes', 'nyt_api', 'nytapi', 'nyt-api', 'newyorktimes', 'new_york_times'],
    pattern: assigned('nytimes|nyt[_-]?api|new_?york_?times', '[A-Za-z0-9]{32}'),
    minEntropy: 3.5,
    check: mixedCharacters,
    samples: {
      hit: [
        'NYT_API_KEY=bUPwVjUYxtGq8VjFcoNfMz4Eo67H5DS3',
        '"nytimes-key": "ncv0kUTCbxHEDuDl8ZTckAtYRGfX72gO"',
      ],
      clean: ['NYT_API_KEY=LAp6P9cXJyq0', 'NYT_API_KEY=process.env.NYT'],
    },
  },
];
