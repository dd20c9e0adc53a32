import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Secrets of Pusher. */
export const pusherRules: readonly Rule[] = [
  {
    id: 'pusher-app-secret',
    name: 'Pusher Channels app secret',
    provider: 'Pusher',
    why: 'Anyone with it can publish to all channels and sign users into private ones.',
    severity: 'high',
    confidence: 'medium',
    revoke: "Reset the keys on the app's App Keys page.",
    revokeUrl: 'https://dashboard.pusher.com/apps',
    source: 'https://pusher.com/docs/channels/library_auth_reference/rest-api/',
    keywords: ['pusher'],
    pattern: assigned('pusher[\\w.-]{0,20}secret', '[0-9a-f]{20}'),
    minEntropy: 2.8,
    samples: {
      hit: ['PUSHER_APP_SECRET=9260fce80064ac83cc6a', 'pusherSecret: "c7b8118d909987aea05e",'],
      clean: ['PUSHER_APP_KEY=c5cb487f1d01749ea235', 'PUSHER_APP_SECRET=66efca17'],
    },
  },
  {
    id: 'pusher-url-secret',
    name: 'Pusher Channels app secret in a URL',
    provider: 'Pusher',
    why: 'Anyone with it can publish to all channels and sign users into private ones.',
    severity: 'high',
    confidence: 'high',
    revoke: "Reset the keys on the app's App Keys page.",
    revokeUrl: 'https://dashboard.pusher.com/apps',
    source: 'https://github.com/pusher/pusher-http-ruby#pusher_url-environment-variable',
    keywords: ['pusher.com', 'pusherapp.com'],
    pattern: /https?:\/\/[0-9a-f]{20}:(?<secret>[0-9a-f]{20})@[\w.-]{0,40}pusher(?:app)?\.com/g,
    reach: { before: 128, after: 32 },
    minEntropy: 2.8,
    samples: {
      hit: [
        'PUSHER_URL=http://6191ac1224d417a2b649:fdbb5f0606c07346c417@api-eu.pusher.com/apps/12345',
        'Pusher.url = "https://b4b0f4cf90b4c05c6c09:e411c03109922cb1d901@api.pusherapp.com/apps/99"',
      ],
      clean: [
        'PUSHER_URL=https://api-eu.pusher.com/apps/12345',
        'PUSHER_URL=http://$KEY:$SECRET@api.pusher.com/apps/1',
      ],
    },
  },
  {
    id: 'pusher-beams-secret-key',
    name: 'Pusher Beams secret key',
    provider: 'Pusher',
    why: 'Anyone with it can send notifications to all devices of the instance.',
    severity: 'high',
    confidence: 'medium',
    revoke: "Rotate the key in the instance's credentials.",
    revokeUrl: 'https://dashboard.pusher.com/beams',
    source: 'https://pusher.com/docs/beams/concepts/keys-and-ids/',
    keywords: ['beams'],
    pattern: assigned('beams[\\w.-]{0,20}(?:secret|key)', '[0-9A-F]{64}'),
    minEntropy: 3,
    samples: {
      hit: [
        'PUSHER_BEAMS_SECRET_KEY=31780F6AC3A69D53813F12E1BFA069E24D665EB6B4EF5C747C4017E0C5250FCD',
        "beamsSecretKey: '18CD8E685A6B63834810C8664E1909F0FA95864032DBEB569237DC96FA317736',",
      ],
      clean: [
        'PUSHER_BEAMS_SECRET_KEY=A074FDA204868AA5C991',
        'PUSHER_BEAMS_INSTANCE_ID=74f4c0ed-d18d-45c0-953c-cb67d815b794',
      ],
    },
  },
];
