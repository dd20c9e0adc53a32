import type { Rule } from '../rule';

/** Credentials of Riot Games. */
export const riotRules: readonly Rule[] = [
  {
    id: 'riot-api-key',
    name: 'Riot Games API key',
    provider: 'Riot Games',
    why: 'Anyone with it can use up the quota of the product that it was issued to.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Regenerate the key in the developer portal.',
    revokeUrl: 'https://developer.riotgames.com/',
    source: 'https://developer.riotgames.com/docs/portal',
    keywords: ['rgapi-'],
    pattern: /(?<!\w)RGAPI-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])/g,
    samples: {
      hit: [
        'RIOT_API_KEY=RGAPI-bdf0940b-5b8a-4958-a9af-85e09f2f4744',
        'riot_api_key: RGAPI-2595f824-4512-4db6-aeb2-e4f0bf04e576',
      ],
      clean: ['RIOT_API_KEY=$RIOT_API_KEY', 'RIOT_API_KEY=RGAPI-a297c0c1-72e9-428f-a6be-09f780047'],
    },
  },
];
