import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Steam. */
export const steamRules: readonly Rule[] = [
  {
    id: 'steam-api-key',
    name: 'Steam Web API key',
    provider: 'Steam',
    why: 'Anyone with it can use the Web API as its owner; a publisher key also changes what players own.',
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Revoke the key on its page and register a new one.',
    revokeUrl: 'https://steamcommunity.com/dev/apikey',
    source: 'https://partner.steamgames.com/doc/webapi_overview/auth',
    keywords: ['steam'],
    pattern: assigned('steam[\\w.-]{0,20}key', '[0-9A-F]{32}'),
    minEntropy: 3,
    samples: {
      hit: [
        'STEAM_API_KEY=CB6BF8B5BC74BF3B02D20F148A27F4A9',
        'steam_api_key: 4AA61B4613072E60B77D206C2CD24738',
      ],
      clean: ['STEAM_API_KEY=$STEAM_API_KEY', 'STEAM_API_KEY=8322FF4B15EEFD8429FB172D3B86E'],
    },
  },
];
