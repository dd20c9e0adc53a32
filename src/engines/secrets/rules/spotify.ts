import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Spotify. */
export const spotifyRules: readonly Rule[] = [
  {
    id: 'spotify-client-secret',
    name: 'Spotify client secret',
    provider: 'Spotify',
    why: 'Anyone with it can get tokens in the name of the application.',
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Rotate the client secret in the settings of the application.',
    revokeUrl: 'https://developer.spotify.com/dashboard',
    source: 'https://developer.spotify.com/documentation/web-api/concepts/apps',
    keywords: ['spotify', 'spotipy'],
    pattern: assigned('spoti(?:fy|py)[\\w.-]{0,20}secret', '[0-9a-f]{32}'),
    minEntropy: 3,
    samples: {
      hit: [
        'SPOTIFY_CLIENT_SECRET=8cf97f5a99e758441b8be6dee80f4915',
        'spotify_client_secret: 36f5302670d4ff2812f0929444c06ca3',
      ],
      clean: [
        'SPOTIFY_CLIENT_SECRET=$SPOTIFY_CLIENT_SECRET',
        'SPOTIFY_CLIENT_SECRET=c3eee710d02fc5593a053bf025dc2',
      ],
    },
  },
  {
    id: 'spotify-refresh-token',
    name: 'Spotify refresh token',
    provider: 'Spotify',
    why: 'Anyone with it can read and change the library of the account, within its scopes.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Remove the access of the application on the page of apps of the account.',
    revokeUrl: 'https://www.spotify.com/account/apps/',
    source: 'https://developer.spotify.com/documentation/web-api/tutorials/refreshing-tokens',
    keywords: ['spotify', 'spotipy'],
    pattern: assigned('spoti(?:fy|py)[\\w.-]{0,20}token', 'AQ[\\w-]{100,300}'),
    minEntropy: 4,
    samples: {
      hit: [
        'SPOTIFY_REFRESH_TOKEN=AQXMVabnXZHiy08GAaYvlc2rOmzV70pYyvzhyexSrpJ5cRsEnbHhjgf2QZVvKEMAMSWb8gXYzoVhLJ94i_QDo9Wg5fXjVSAElZUPPFfLHY1G9myqTgIsByTMt0RDTsrJPzz',
        "const spotifyRefreshToken = 'AQfHVg6nb5q5Q01f_n2j8dGXohGTeDzJtcYG3mG7V4CRJIeJQ0-HwbffrgmkOPW23J67xKsy4pMBGdYAwYz5rRSKTZLK0fV8zp94cWXBAV2sOdUOE0OPfpf5y9Y63X1RNTE';",
      ],
      clean: [
        'SPOTIFY_REFRESH_TOKEN=$SPOTIFY_REFRESH_TOKEN',
        'SPOTIFY_REFRESH_TOKEN=AQDo3eAZK6PnCXUuik4n07l63a2_nsQYgqVe9Mpu0dDEUKixD5k9qisH0HjMAkX52OZiBXwlVf-xBSWA1xkKgqVHfdn',
      ],
    },
  },
];
