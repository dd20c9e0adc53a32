import { assigned } from '../patterns';
import type { Rule } from '../rule';

const TOKENS = 'https://developers.facebook.com/docs/facebook-login/guides/access-tokens';
const APPS_PAGE = 'https://developers.facebook.com/apps/';

/** Keys and tokens of Facebook, Instagram and WhatsApp. */
export const facebookRules: readonly Rule[] = [
  {
    id: 'facebook-secret',
    name: 'Facebook app secret',
    provider: 'Meta',
    why: 'Anyone with it and the public app id can act as the app and create access tokens for it.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Reset the app secret in the basic settings of the app.',
    revokeUrl: APPS_PAGE,
    source: 'https://developers.facebook.com/docs/facebook-login/security#appsecret',
    keywords: ['facebook', 'fb_', 'fbapp', 'instagram', 'whatsapp', 'meta_'],
    pattern: assigned(
      '(?<![a-z])(?:(?:facebook|fb|instagram|whatsapp|meta)[\\w.-]{0,20}secret(?:[_.-]?key)?|graph\\.facebook\\.com/[\\w./?=&-]{0,160}client_secret)',
      '[0-9a-f]{32}',
    ),
    minEntropy: 3,
    samples: {
      hit: [
        'https://graph.facebook.com/oauth/access_token?client_id=826902118994275&client_secret=226208f7d81e761140f0be50d9681c9e',
        'FACEBOOK_APP_SECRET=9375bacc7ff6762acccb99f3cb23ceb2',
        "fb_client_secret: '2f7da0447de8568863230df53a8760e7'",
        'instagramAppSecret = "e2d49492133521926aa169727c7e1f25"',
      ],
      clean: [
        'FACEBOOK_APP_ID=8693ab03677d1aeda91043d7247744a7',
        'FACEBOOK_APP_SECRET=d2817bdc2d9d51815b63e66b02dcdb',
        'FACEBOOK_APP_SECRET=$FB_SECRET',
      ],
    },
  },
  {
    id: 'facebook-app-access-token',
    name: 'Facebook app access token',
    provider: 'Meta',
    why: "Anyone with it can read and change the app's settings and act as the app.",
    severity: 'high',
    confidence: 'high',
    revoke: 'Reset the app secret in the basic settings of the app, which revokes its tokens.',
    revokeUrl: APPS_PAGE,
    source: TOKENS,
    keywords: ['facebook', 'fb_', 'access_token', 'accesstoken'],
    pattern: /(?<![A-Za-z0-9])[0-9]{14,17}(?:\||%7C)[A-Za-z0-9_-]{27}(?![A-Za-z0-9_-])/g,
    reach: { before: 120, after: 160 },
    minEntropy: 3.5,
    samples: {
      hit: [
        'FB_ACCESS_TOKEN=538909970721713|U02UkzNtndXjCur2h8uFqhQo_ca',
        'https://graph.facebook.com/v19.0/oembed?access_token=3226683825456917%7CBip1WkTTo2-4sg8cI6cSoqUy6hb',
      ],
      clean: [
        'FB_ACCESS_TOKEN=925168426233955|Cu4smWvyuCIyGQo4VE5O',
        'FB_ACCESS_TOKEN=2522139648|QfnBMWJBdgF1yXkMwdnf16idxNT',
        'FB_ACCESS_TOKEN=161824972972148|{app-secret}',
      ],
    },
  },
  {
    id: 'facebook-page-access-token',
    name: 'Facebook user, page or system user access token',
    provider: 'Meta',
    why: 'Anyone with it can read and post as the user, page or WhatsApp number, within its permissions.',
    severity: 'critical',
    confidence: 'medium',
    revoke:
      "Remove the app from the user's settings, or revoke the token of a system user in the business settings.",
    revokeUrl: 'https://business.facebook.com/settings/system-users',
    source: TOKENS,
    keywords: ['eaa'],
    pattern: /(?<![A-Za-z0-9+/_-])EAA[A-Za-z0-9]{90,400}(?![A-Za-z0-9+/=_-])/g,
    reach: { before: 8, after: 420 },
    minEntropy: 4,
    samples: {
      hit: [
        'PAGE_ACCESS_TOKEN=EAAGT7HuQEK6Cc2GwGiGHazD3scqehQhGsPFuVcpY2lAbhHv4zjVaLFcSDAfKBaOHBIGujP4u42NNwDWfCDsaWH15kArJy6cKFkhRmW9R1WLvfA7DVIvFPCAyAbCRNp5IbSUZuk2qcvk6lhYDPoNYIsDPJ0gMCVjwaV6KBFPYwuCkQZD',
        'curl -H "Authorization: Bearer EAAMccwvhnKeeBtSqfTgmpF17NpXIZqAE5gyHLdNYN2x4bdV6PkyP2UYxVZDiXNfpxMp1pNK1XE0nCRC39bMsDH7elFEKXEfW40L86mZTUCLJVkk8KlNnGFoOldEZAsIc8Bv4r0969C9zt5rtQs4clx23ET0J01OwVHXeCQZZ16yseaSb4JNxfenutF67749h4HDoniY" https://graph.facebook.com/v19.0/me',
      ],
      clean: [
        'PAGE_ACCESS_TOKEN=EAAGmlFYPbenyvzzo4Jq5nfZaRhtmBOKKK1eMNSsvKQz',
        'image = "x+EAAWvzTe0dT392ZeaUMgHeByBwAUdqFaaiFLrd6jA0baZEg3enQrWY4ORjFzFuCeZnkFIGzJGF3Ni3gy5SzgmwJtjRiop1Jg5QsSqLtCu86lxLHNoRqnV6Ia7jH"',
        'PAGE_ACCESS_TOKEN=EAAG...ZD',
      ],
    },
  },
  {
    id: 'instagram-access-token',
    name: 'Instagram access token',
    provider: 'Meta',
    why: 'Anyone with it can read the profile and media of the account, and post where that was granted.',
    severity: 'high',
    confidence: 'high',
    revoke: "Remove the app in the account's settings, under website permissions.",
    revokeUrl: 'https://www.instagram.com/accounts/manage_access/',
    source: 'https://developers.facebook.com/docs/instagram-platform/reference/access_token',
    keywords: ['igqv', 'igqw', 'igaa'],
    pattern: /(?<![A-Za-z0-9+/_-])IG(?:Q[VW]|AA)[A-Za-z0-9_-]{90,400}(?![A-Za-z0-9+/=_-])/g,
    reach: { before: 8, after: 420 },
    minEntropy: 4,
    samples: {
      hit: [
        'INSTAGRAM_TOKEN=IGQVmqHimZG8pzUHHWhGgJJgcplnr6QikW7n-o2CM3rX4BFXzP1_33ruMQlJnkEkeuHtmaENb_gDpWKEMPJxb5uFnUctZB74YVaabfQgst0WNJCAfdoR8QLAJLcQL_SFpJV9dVFZSRYj6EXI8Y3NBTnPRa',
        'https://graph.instagram.com/me?fields=id&access_token=IGAAYvWObvEcI9fQDALE5q4YExYjKjlir5BfYr7K8lag2Ok0qGm1Sfd0eeCgAo5b61imFvcuAYshzfDbd3dpL77ETAWSXVOQTvyja9qVndptjKJgBlR3Y5A46hxigBOdZp5665yJkzObgvRzL2WrYY6l1oV3UUZtmsrVDFULhmn2xS',
      ],
      clean: [
        'INSTAGRAM_TOKEN=IGQVMNtTricDWthdgJpQZ25J',
        'INSTAGRAM_TOKEN=BIGQVOoK97YHjOzQNAJeCG4odctoRCmrU9ZeCGBxsFTwoh8WWLvQgQuBUZQDlUu5Yhx4AbMXKQFc1YlneVGFetc4DbzBKfUpswmsC9LCx2CH7Ji2M2QKCXzghrX6H',
        'INSTAGRAM_TOKEN=IGQV...',
      ],
    },
  },
];
