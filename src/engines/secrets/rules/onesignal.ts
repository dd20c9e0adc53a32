import { assigned } from '../patterns';
import type { Rule, Suspect } from '../rule';

/** Keys of OneSignal. */
export const onesignalRules: readonly Rule[] = [
  {
    id: 'onesignal-api-key',
    name: 'OneSignal app or organisation API key',
    provider: 'OneSignal',
    why: 'Anyone with it can send notifications to all users of the app and export their data.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete or rotate the key under Settings, Keys & IDs.',
    revokeUrl: 'https://dashboard.onesignal.com',
    source: 'https://documentation.onesignal.com/docs/en/keys-and-ids',
    keywords: ['os_v2_'],
    pattern: /(?<![A-Za-z0-9_])os_v2_(?:app|org)_[a-z2-7]{80,130}(?![A-Za-z0-9_])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'ONESIGNAL_API_KEY=os_v2_app_ru4ws2k2pobvwbggz6ogjf4fvqmk4prk3qfsddgymb6uxhchp7jzlsquamduihvc3xtoadytfshggdst4gwxe3f3kpiqcy22js724fql',
        'Authorization: Key os_v2_org_qdojjcyd3obuxmnpyb2wltuw2dy6p2l3ydzb3kjivzqsxe47nes72gncsbqik5killjr6x74mrmfiky244jfs2cceb2lslah2mmo275k',
      ],
      clean: [
        'ONESIGNAL_API_KEY=os_v2_app_uhb4rq57j5mv7up6hwxb',
        'macos_v2_app_rx6lya4b4q6j65fy24haao2m6gkxcgishgw4gdogv7axptlhkgaoifqoiwij367bzeshsbv2hdng2ewa2meqkzg6mbbozte563pw73c2',
      ],
    },
  },
  {
    id: 'onesignal-legacy-api-key',
    name: 'OneSignal REST API or user auth key of the old form',
    provider: 'OneSignal',
    why: 'Anyone with it can send notifications to all users of the app and export their data.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Delete or rotate the key under Settings, Keys & IDs.',
    revokeUrl: 'https://dashboard.onesignal.com',
    source: 'https://documentation.onesignal.com/docs/en/keys-and-ids',
    keywords: ['onesignal', 'one_signal', 'one-signal'],
    pattern: assigned('one[_-]?signal', '[A-Za-z0-9]{48}'),
    check: isEncodedUuid,
    samples: {
      hit: [
        'ONESIGNAL_REST_API_KEY=NzhjOWRiOTgtZTQ0OC00Y2YyLTg3NGQtNjEwYjUxOGIwY2Ix',
        '"oneSignalUserAuthKey": "YmIwMzE2YzQtYzk0Ni00NmE2LThjMGMtOGY4ODQ3NDU4MDgw"',
      ],
      clean: [
        'ONESIGNAL_APP_ID=995e41f5-c3ff-47be-b1bb-cad89a6da63f',
        'ONESIGNAL_REST_API_KEY=v8WauBwMcUwih8MEa7CWyqUclZXdiyrKQhkswSgNrlH6GaPt',
        'ONESIGNAL_REST_API_KEY=$KEY',
      ],
    },
  },
];

/** A key of the old form is base64 of a UUID. */
function isEncodedUuid({ secret }: Suspect): 'high' | 'no' {
  const plain = Buffer.from(secret, 'base64').toString('latin1');
  return /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(plain) ? 'high' : 'no';
}
