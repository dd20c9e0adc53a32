import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Zoom. */
export const zoomRules: readonly Rule[] = [
  {
    id: 'zoom-client-secret',
    name: 'Zoom client secret',
    provider: 'Zoom',
    why: 'Together with the client and account IDs, anyone can get tokens for the account and read its users, meetings and recordings.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Regenerate the client secret in the credentials of the application.',
    revokeUrl: 'https://marketplace.zoom.us/user/build',
    source: 'https://developers.zoom.us/docs/internal-apps/s2s-oauth/',
    keywords: ['zoom'],
    pattern: assigned('zoom[\\w.-]{0,20}secret(?!_?token)', '[0-9A-Za-z]{32}(?:[0-9A-Za-z]{4})?'),
    minEntropy: 3.8,
    check: mixedCharacters,
    samples: {
      hit: [
        'ZOOM_CLIENT_SECRET=TbBI171sD36gFCgUZYE8CNddI9sRJ7tw',
        'zoom_client_secret: eIUlz5uye1Ohatro98HBSSsnCo2sjD5w',
      ],
      clean: ['ZOOM_CLIENT_SECRET=$ZOOM_CLIENT_SECRET', 'ZOOM_CLIENT_SECRET=tmyKx7oiuTkvFWzrab22pO2rOht'],
    },
  },
  {
    id: 'zoom-webhook-secret',
    name: 'Zoom webhook secret token',
    provider: 'Zoom',
    why: 'Anyone with it can forge events to the endpoint.',
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Regenerate the secret token on the page of the features of the application.',
    revokeUrl: 'https://marketplace.zoom.us/user/build',
    source: 'https://developers.zoom.us/docs/api/webhooks/#verify-webhook-events',
    keywords: ['zoom'],
    pattern: assigned('zoom[\\w.-]{0,20}secret[_.-]?token', '[\\w-]{22}'),
    minEntropy: 3.3,
    check: mixedCharacters,
    samples: {
      hit: [
        'ZOOM_WEBHOOK_SECRET_TOKEN=COZ-ixWl4gGoblI1P6bqRI',
        "const zoomWebhookSecretToken = 'z6_qlJmokZmVVmvcfuDu_0';",
      ],
      clean: [
        'ZOOM_WEBHOOK_SECRET_TOKEN=$ZOOM_WEBHOOK_SECRET_TOKEN',
        'ZOOM_WEBHOOK_SECRET_TOKEN=qlxJuWhL60I9Ws08iXL',
      ],
    },
  },
];
