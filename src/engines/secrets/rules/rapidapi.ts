import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of RapidAPI. */
export const rapidapiRules: readonly Rule[] = [
  {
    id: 'rapidapi-access-token',
    name: 'RapidAPI application key',
    provider: 'RapidAPI',
    why: 'Anyone with it can call every API that its owner has subscribed to, at their cost.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Create a new key in the security tab of the application and delete this one.',
    revokeUrl: 'https://rapidapi.com/developer/dashboard',
    source: 'https://docs.rapidapi.com/docs/keys',
    keywords: ['jsn'],
    pattern: /(?<!\w)[0-9a-f]{10}msh[0-9a-f]{15}p1[0-9a-f]{5}jsn[0-9a-f]{12}(?!\w)/g,
    reach: { before: 60, after: 20 },
    samples: {
      hit: [
        'RAPIDAPI_KEY=9d5040fc36msh57c6264545d3daep1a7e62jsndd7016674b38',
        "const rapidapiKey = '3ad3cd8eacmsh203a6585ae55c52p11a985jsn3ad547dfcfc2';",
      ],
      clean: ['RAPIDAPI_KEY=$RAPIDAPI_KEY', 'RAPIDAPI_KEY=648f2c0bcdmsh60461fff9024f8cp185d48jsn8492bf6bf'],
    },
  },
  {
    id: 'rapidapi-legacy-key',
    name: 'RapidAPI or Mashape key (older form)',
    provider: 'RapidAPI',
    why: 'Anyone with it can call every API that its owner has subscribed to, at their cost.',
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Create a new key in the security tab of the application and delete this one.',
    revokeUrl: 'https://rapidapi.com/developer/dashboard',
    source: 'https://docs.rapidapi.com/docs/keys',
    keywords: ['rapidapi', 'rapid_api', 'rapid-api', 'mashape'],
    pattern: assigned('rapid[_.-]?api|mashape', '(?![0-9a-f]{10}msh)[0-9a-z]{50}'),
    minEntropy: 3.5,
    check: mixedCharacters,
    samples: {
      hit: [
        'RAPIDAPI_KEY=GsZ3XSxmeo0cET5Ez226VJCbqDBiWYgmiQDLyV11t5Bq0ZWpmp',
        'export RAPIDAPI_KEY="BvpHeGrZV6ZCyAe0JSrzpp6C4kjCW8xC1kYUKf53zjT1kzYSM4"',
      ],
      clean: ['RAPIDAPI_KEY=$RAPIDAPI_KEY', 'RAPIDAPI_KEY=WAcmHMl3pO3ImfBB7vn13sfMbFAqrp2EdmZLJcJa9wjbZUo'],
    },
  },
];
