import { assigned } from '../patterns';
import type { Rule } from '../rule';

const APP_GARDEN = 'https://www.flickr.com/services/apps/by/me';

/** Keys of Flickr. */
export const flickrRules: readonly Rule[] = [
  {
    id: 'flickr-api-key',
    name: 'Flickr API key',
    provider: 'Flickr',
    why: 'Anyone with it can call the API as the application and use up its limits.',
    severity: 'low',
    confidence: 'medium',
    revoke: 'Delete the app in the App Garden and create a new one.',
    revokeUrl: APP_GARDEN,
    source: 'https://www.flickr.com/services/api/misc.api_keys.html',
    keywords: ['flickr'],
    pattern: assigned('flickr', '[0-9a-f]{32}'),
    minEntropy: 3,
    samples: {
      hit: [
        'FLICKR_API_KEY=6fe85c709f0845e2c20fa5c52a7f2cec',
        "flickrKey: '54e69eade41569b495d67e6693750039'",
      ],
      clean: [
        'FLICKR_API_KEY=89eaf36114724d3066e78ff65896a3',
        'FLICKR_USER_ID=88197223%40N00',
        'FLICKR_API_KEY=$FLICKR',
      ],
    },
  },
  {
    id: 'flickr-api-secret',
    name: 'Flickr API secret',
    provider: 'Flickr',
    why: 'Anyone with it and the key can sign calls as the application, and as its users where their tokens leaked too.',
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Delete the app in the App Garden and create a new one.',
    revokeUrl: APP_GARDEN,
    source: 'https://www.flickr.com/services/api/auth.oauth.html',
    keywords: ['flickr'],
    pattern: assigned('flickr[\\w.-]{0,20}secret', '[0-9a-f]{16}'),
    minEntropy: 2.5,
    samples: {
      hit: ['FLICKR_API_SECRET=6b1c742a650d2674', "flickrSecret: '4c7d24e92db1f0fc'"],
      clean: [
        'FLICKR_API_SECRET=17dbe0f52f50',
        'FLICKR_PHOTO_ID=4cecdd4dda54f2c7',
        'FLICKR_API_SECRET=<secret>',
      ],
    },
  },
];
