import { mixedCharacters } from '../checks/mixedCharacters';
import type { Rule } from '../rule';

/** Permanent tokens of YouTrack and Hub. */
export const youtrackRules: readonly Rule[] = [
  {
    id: 'youtrack-permanent-token',
    name: 'YouTrack or Hub permanent token',
    provider: 'YouTrack',
    why: 'Anyone with it can read and change issues and articles as its owner, within its scope.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the token on the account security page of the profile and create a new one.',
    revokeUrl: null,
    source: 'https://www.jetbrains.com/help/youtrack/devportal/Manage-Permanent-Token.html',
    keywords: ['perm:', 'perm-'],
    pattern:
      /(?<![\w-])perm[:-][0-9A-Za-z+/]{4,80}={0,2}\.[0-9A-Za-z+/-]{4,80}={0,2}\.[0-9A-Za-z]{30}(?![\w.])/g,
    minEntropy: 3.8,
    check: mixedCharacters,
    samples: {
      hit: [
        'YOUTRACK_TOKEN=perm:oYMIsxgYFS46=.cnU0hXSwcudHRt==.FGYXO8OnbiEJz4SnV7fYnvWTFtbLZ3',
        'youtrack_token = "perm:hxayeVHo0fXz=.TIhX3OJVYGN0Ak==.P3wRggFzl0TX6BC7PLn8C7sEMSgRKs"',
      ],
      clean: [
        'YOUTRACK_TOKEN=$YOUTRACK_TOKEN',
        'YOUTRACK_TOKEN=perm:NdleKj2BhlV8=.DHzokEfiYB3kfb==.MBUWHqlYrkjiF0qygPLII3zeAEF',
      ],
    },
  },
];
