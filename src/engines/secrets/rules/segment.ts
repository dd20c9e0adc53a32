import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Segment. */
export const segmentRules: readonly Rule[] = [
  {
    id: 'segment-public-api-token',
    name: 'Segment public API token',
    provider: 'Segment',
    why: 'Anyone with it can read and change where the customer data of the workspace comes from and goes to.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the token in the access settings of the workspace and create a new one.',
    revokeUrl: 'https://app.segment.com/',
    source: 'https://segment.com/docs/api/public-api/',
    keywords: ['sgp_'],
    pattern: /(?<!\w)sgp_(?![0-9a-f]{64})[0-9A-Za-z]{64}(?!\w)/g,
    minEntropy: 4,
    samples: {
      hit: [
        'SEGMENT_TOKEN=sgp_kunIpSmncJGX4YE0hwmGiPbbSoREg4VFDuyt1m6vMIiJqHrgPnopu1bUGSdvvGCZ',
        "const segmentToken = 'sgp_wKlRAjjYRVUSK2Fpf9awrk4Wb6og2hppO2h2OqdUGdQuA00WEJWNdzsB9YFD5Cxf';",
      ],
      clean: [
        'SEGMENT_TOKEN=$SEGMENT_TOKEN',
        'SEGMENT_TOKEN=sgp_CDJkAC9NGhwamfZM2fjKAdysVhfhla5p9XMmqnWRdSdwd0zWHTNq0bPcdktkE',
      ],
    },
  },
  {
    id: 'segment-write-key',
    name: 'Segment write key',
    provider: 'Segment',
    why: 'Anyone with it can send false events; those of web pages are public.',
    severity: 'low',
    confidence: 'low',
    revoke: 'Rotate the write key of a server source in its settings.',
    revokeUrl: 'https://app.segment.com/',
    source: 'https://segment.com/docs/connections/find-writekey/',
    keywords: ['segment'],
    pattern: assigned('segment[\\w.-]{0,10}write[_.-]?key', '[0-9A-Za-z]{32}'),
    minEntropy: 3.8,
    check: mixedCharacters,
    samples: {
      hit: [
        'SEGMENT_WRITE_KEY=JWxfd85KQwxf9ndhKCqeeGbV17mQA3nZ',
        'export SEGMENT_WRITE_KEY="0qGYyjnltxMpv2rMlSRP4aXIEBndE2J8"',
      ],
      clean: ['SEGMENT_WRITE_KEY=$SEGMENT_WRITE_KEY', 'SEGMENT_WRITE_KEY=Hkz7D6pFzZkkLifPHtEYwu5e1AGl2'],
    },
  },
];
