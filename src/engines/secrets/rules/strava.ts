import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Strava. */
export const stravaRules: readonly Rule[] = [
  {
    id: 'strava-client-secret',
    name: 'Strava client secret or token',
    provider: 'Strava',
    why: 'Anyone with it can get tokens in the name of the application, or read where its owner runs.',
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Create a new client secret in the API settings, or revoke the access of the application.',
    revokeUrl: 'https://www.strava.com/settings/api',
    source: 'https://developers.strava.com/docs/authentication/',
    keywords: ['strava'],
    pattern: assigned('strava[\\w.-]{0,20}(?:secret|token)', '[0-9a-f]{40}'),
    minEntropy: 3,
    samples: {
      hit: [
        'STRAVA_CLIENT_SECRET=69898c8f65cad482c110c815c982a20d41067057',
        "const stravaClientSecret = 'ed596d03551f2fb5905887437ba6ab6c0372bbce';",
      ],
      clean: [
        'STRAVA_CLIENT_SECRET=$STRAVA_CLIENT_SECRET',
        'STRAVA_CLIENT_SECRET=d8434441d8158cb72d70d3af3424c09ef4835',
      ],
    },
  },
];
