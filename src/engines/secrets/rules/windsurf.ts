import { assigned } from '../patterns';
import type { Rule } from '../rule';

const SOURCE = 'https://docs.windsurf.com/windsurf/accounts/api-reference/api-introduction';

/** Windsurf, formerly Codeium. */
export const windsurfRules: readonly Rule[] = [
  {
    id: 'windsurf-api-key',
    name: 'Windsurf (Codeium) API key',
    provider: 'Codeium',
    why: 'Anyone with it can use the assistant as its owner and at the owner’s cost.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Sign out of all devices in the account’s settings, which revokes the key.',
    revokeUrl: 'https://windsurf.com/profile',
    source: SOURCE,
    keywords: ['sk-ws-'],
    pattern: /(?<![A-Za-z0-9_-])sk-ws-\d{2}-[A-Za-z0-9_-]{80,110}(?![A-Za-z0-9_-])/g,
    minEntropy: 4,
    samples: {
      hit: [
        'WINDSURF_API_KEY=sk-ws-01-N3ize74_1wiZfZ7HGCn-Pmg3oyH1hlbliSnOQsjD8LlZ_ogQ0cY5uICAj_SDyEb1mBtVwVJqyS7b1-OnSrwtd-3d3w7vQJ',
        '"apiKey": "sk-ws-01-8hCAU5xuBZIlvhzjLW7jX1FL3ZTCUd9vthS6OoPXuhZQTKJyvJXmb9z1wHelsCRit1r5s8joiHAp6UEB86c_ZX1QMVTHZ6"',
      ],
      clean: [
        'WINDSURF_API_KEY=sk-ws-01-GJEDUcWUBZvPuYuums8q',
        'desk-ws-01-SZnxN7kDsr9IsT5EcjqIbqu7NW9gHHeh5f0QJhIdAlmHU7WvplcDlMlqMzA8RgzQEffZwmB1kUZ5DvwdlppqbECL5n7aix',
      ],
    },
  },
  {
    id: 'codeium-service-key',
    name: 'Codeium service or API key',
    provider: 'Codeium',
    why: 'Anyone with a service key can read the team’s usage and, within its rights, its users.',
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Delete the service key in the team settings.',
    revokeUrl: 'https://windsurf.com/team/settings',
    source: SOURCE,
    keywords: ['codeium'],
    pattern: assigned('codeium[\\w.\\-]{0,16}(?:key|token)', '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'),
    minEntropy: 3,
    samples: {
      hit: [
        'CODEIUM_API_KEY=b0ddaa97-474b-4cc2-a328-f0c9c76f523c',
        '"codeium_service_key": "884bba20-ab42-4538-82b1-81e26bf62df0"',
      ],
      clean: ['CODEIUM_INSTALL_ID=9c17d85a-6941-4921-bc93-4cdc0ea7e6e8', 'CODEIUM_API_KEY=$KEY'],
    },
  },
];
