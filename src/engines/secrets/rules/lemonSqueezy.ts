import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of Lemon Squeezy. */
export const lemonSqueezyRules: readonly Rule[] = [
  {
    id: 'lemon-squeezy-api-key',
    name: 'Lemon Squeezy API key',
    provider: 'Lemon Squeezy',
    why: "Anyone with it can read the store's customers and orders, refund and change subscriptions.",
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Delete the key under Settings, API.',
    revokeUrl: 'https://app.lemonsqueezy.com/settings/api',
    source: 'https://docs.lemonsqueezy.com/guides/developer-guide/getting-started',
    keywords: ['lemonsqueezy', 'lemon_squeezy', 'lemon-squeezy'],
    pattern: assigned(
      'lemon[_-]?squeezy',
      'eyJ[A-Za-z0-9_-]{20,100}\\.eyJ[A-Za-z0-9_-]{60,1000}\\.[A-Za-z0-9_-]{80,1000}',
    ),
    reach: { before: 64, after: 2400 },
    minEntropy: 4,
    samples: {
      hit: [
        'LEMONSQUEEZY_API_KEY=eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiI5NGQ1OWNlZi1kYmI4LTRlYTUtYjE3OC1kMjU0MGZjZDY5MTkiLCJqdGkiOiIxMjYzMTc5MjFiNDZkZmIxNThiNGU1ZmFjN2NjNGY3MTQ4NzUxMjZlOTMxYTE4NmNkM2YxOGI0ZDg0NjEwY2RiIiwiaWF0IjoxNzAwMDAwMDAwLjEsInN1YiI6IjM3MDI3MyIsInNjb3BlcyI6W119.PR5oftl3997wkd1tdl9C-83GBL_l0qown2l2kkQE4rNJso085us0aIHYv7OEXM0q2PttapbztiBroiZnskG29iaV2OGmoX1JalPTE_JXfS3_sF_0P-PnFww24Zupf2mmaFYUccs-umGU3DQBil3mwIs7pjzqArtUdouv9p2FsUJp5i53s8kqtNlJmk56-SsqY1BL2w3a2K-Bm2GekuWLGNz389BAhI4eH5yxHUAdFlQKOsybw_aIvFnx905aUG8jZDAyqB1jrOtLydkxfmg7HnEypslxYr64cRAfcxwVizj5DXi26HUBx_JGpIUnZSrTDTDgHIyqs6l8ESgC48cMQ',
        "lemonSqueezySetup({ lemonSqueezyApiKey: 'eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiI5NGQ1OWNlZi1kYmI4LTRlYTUtYjE3OC1kMjU0MGZjZDY5MTkiLCJqdGkiOiI0MjExNWM4MDQ1MjdiZTAyYzdiN2FhZGE2YzA1YWQ2YjRmMzY3NGY4YjhkMzgyZWI5MDRmZTJhZjMyMmIyNDRlIiwiaWF0IjoxNzAwMDAwMDAwLjEsInN1YiI6Ijg4OTU2OSIsInNjb3BlcyI6W119.mO39U4ci1a-J7qrDCo0z9xnksKKdK0aPP2QZXhhz2H0OQlQuuYq9CH7WQvFg_K6-Jj5yqvPOK1xHgWBzROb0T8ZdHW8Uew_lfMQs6pf83y0-wPK1l12gY3AnDx32nN8Ar77WuQykW3VAwLsrGlufjMweA1BTRo4aWrPuUYXg1KzrsJhFDkIhHA5GZo5hehyDe1Fr4QXE4Hw4NB3hqBWkBJDjsBKkVTD_AK_tHVaCCsx36SchPTKQkg8FMSYG1WsaVhTWdBsAko_4MwteThBdXgrPeNA6Id_-hkxTIv2DvSY5EzuhAbzsO6JkxIak5o5CcbRsDMG7NGY31W9Blr3FQ' })",
      ],
      clean: [
        'LEMONSQUEEZY_API_KEY=eyJhrMuYhbHZZ0h5qbhU14lTmv0C7szMo',
        'LEMONSQUEEZY_API_KEY=process.env.LEMONSQUEEZY_API_KEY',
      ],
    },
  },
  {
    id: 'lemon-squeezy-webhook-secret',
    name: 'Lemon Squeezy webhook secret',
    provider: 'Lemon Squeezy',
    why: 'Anyone with it can forge orders and subscription events that the receiver trusts.',
    severity: 'medium',
    confidence: 'low',
    revoke: 'Change the signing secret of the webhook under Settings, Webhooks.',
    revokeUrl: 'https://app.lemonsqueezy.com/settings/webhooks',
    source: 'https://docs.lemonsqueezy.com/help/webhooks/signing-requests',
    keywords: ['lemonsqueezy', 'lemon_squeezy', 'lemon-squeezy'],
    pattern: assigned('lemon[_-]?squeezy[\\w.-]{0,20}secret', '[A-Za-z0-9_-]{16,40}'),
    minEntropy: 3.2,
    samples: {
      hit: [
        'LEMONSQUEEZY_WEBHOOK_SECRET=ViDZlH2wANw5XQ9P3gOEy5xLZbjZFj8Y',
        'LEMON_SQUEEZY_SIGNING_SECRET: "vlRUStXKrUace88vhcvcuQYT"',
      ],
      clean: ['LEMONSQUEEZY_WEBHOOK_SECRET=secret', 'LEMONSQUEEZY_STORE_ID=48748'],
    },
  },
];
