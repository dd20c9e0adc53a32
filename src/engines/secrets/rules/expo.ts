import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Tokens of Expo and its application services. */
export const expoRules: readonly Rule[] = [
  {
    id: 'expo-access-token',
    name: 'Expo access token',
    provider: 'Expo',
    why: 'Anyone with it can build, sign, submit and update the apps of the account, and read its credentials.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Delete the token in the list of access tokens of the account.',
    revokeUrl: 'https://expo.dev/settings/access-tokens',
    source: 'https://docs.expo.dev/accounts/programmatic-access/',
    keywords: [
      'expo_',
      'expo-',
      'expo.',
      'expotoken',
      'expoaccess',
      'exporobot',
      'expocli',
      'eas_',
      'eas-',
      'eastoken',
    ],
    pattern: assigned(
      '(?<![a-z])(?:expo|eas)[_.-]?(?:access[_.-]?|robot[_.-]?|cli[_.-]?)?token',
      '[A-Za-z0-9_-]{40}',
    ),
    minEntropy: 4,
    samples: {
      hit: [
        'EXPO_TOKEN=ClHae4dJD2gBDDqxSqUuPh2OaoMNvmbSdEiUUwLa',
        "expoAccessToken: 'sP8C52HUlVfizWrbHtKK8WQo1yDitzvavZkF3Imb'",
      ],
      clean: [
        'EXPO_TOKEN=RZS9DstgoXfFZSS6dYJvkf5cQNt9bU',
        'EXPO_PROJECT_ID=NGXel2MXrpcMLQG1u8ZpGNzOmSUtO0fNJErnd2ur',
        'pushToken: ExponentPushToken[1yiWvhemr5kOywzvIKkwNe]',
        'EXPO_TOKEN={{ expo_token }}',
      ],
    },
  },
];
