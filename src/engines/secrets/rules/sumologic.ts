import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Sumo Logic. */
export const sumologicRules: readonly Rule[] = [
  {
    id: 'sumologic-access-id',
    name: 'Sumo Logic access ID',
    provider: 'Sumo Logic',
    why: 'It is the user name that belongs to an access key, which is probably nearby.',
    severity: 'low',
    confidence: 'medium',
    revoke: 'Delete the access key that it belongs to and create a new one.',
    revokeUrl: 'https://service.sumologic.com/ui/#/preferences',
    source: 'https://help.sumologic.com/docs/manage/security/access-keys/',
    keywords: ['sumo'],
    pattern: assigned('sumo', 'su[0-9A-Za-z]{12}'),
    check: mixedCharacters,
    samples: {
      hit: ['SUMOLOGIC_ACCESSID=suyVe4otssvsVy', 'export SUMOLOGIC_ACCESSID="suZnytHvc5d7Yy"'],
      clean: ['SUMOLOGIC_ACCESSID=$SUMOLOGIC_ACCESSID', 'SUMOLOGIC_ACCESSID=suht2O0dYaH'],
    },
  },
  {
    id: 'sumologic-access-token',
    name: 'Sumo Logic access key',
    provider: 'Sumo Logic',
    why: 'Together with its access ID, anyone can search all logs and change collectors.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Delete the access key in the preferences and create a new one.',
    revokeUrl: 'https://service.sumologic.com/ui/#/preferences',
    source: 'https://help.sumologic.com/docs/manage/security/access-keys/',
    keywords: ['sumo'],
    pattern: assigned('sumo', '[0-9A-Za-z]{64}'),
    minEntropy: 3.5,
    check: mixedCharacters,
    samples: {
      hit: [
        'SUMOLOGIC_ACCESSKEY=DyOkCE5tGMvdImWB523AQKNo30VGg682JdTTdMwlNB6bHb9B0Ww8NnQTjaldAyPz',
        'sumologic_accesskey = "JIHNDt4mXiCCj95r0bQUc1TMS5rYNaBiVkF1nJSpM8OEL4OVoVZp0tLhev7wV6Tr"',
      ],
      clean: [
        'SUMOLOGIC_ACCESSKEY=$SUMOLOGIC_ACCESSKEY',
        'SUMOLOGIC_ACCESSKEY=QnC4yHm0OqxeG4ElS8CuD9Pfy8cbM3pD2iMGFuAjBLAB9rIC7GoQg0jBPcMXT',
      ],
    },
  },
  {
    id: 'sumologic-collector-url',
    name: 'Sumo Logic HTTP source address',
    provider: 'Sumo Logic',
    why: 'Anyone with it can send false log messages and use up the quota.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Regenerate the address of the HTTP source.',
    revokeUrl: 'https://service.sumologic.com/ui/#/preferences',
    source: 'https://help.sumologic.com/docs/send-data/hosted-collectors/http-source/',
    keywords: ['sumologic.com/receiver'],
    pattern: /sumologic\.com\/receiver\/v1\/http\/(?<secret>[\w-]{60,400}={0,2})(?![\w=-])/g,
    reach: { before: 80, after: 500 },
    minEntropy: 4,
    samples: {
      hit: [
        'SUMO_URL=https://collectors.eu.sumologic.com/receiver/v1/http/YpIzErNyLw-iE6UOUWk_G6-klCQw27HPjyGS5f2QsjIAxfqaj4Fa4vYL5ni_tCfzrtcdnWJXYLqWVaWzXVBIet==',
        '"sumoUrl": "https://collectors.eu.sumologic.com/receiver/v1/http/bbtYfR2fCqez6ean9_PloZ6LHYTuryS2EaRNk6G3roCoQkhzNNfx2wOFzJSfmKzaMjVQarD2dVd4IfqCzRT9NM=="',
      ],
      clean: [
        'SUMO_URL=$SUMO_URL',
        'SUMO_URL=https://collectors.eu.sumologic.com/receiver/v1/http/NFfjD-BcJ07WFxK1xPkKXLRYyDy-V3DnHsrovrpFSy3wk26H',
      ],
    },
  },
];
