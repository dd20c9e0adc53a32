import type { Rule } from '../rule';

/** Keys of Helicone. */
export const heliconeRules: readonly Rule[] = [
  {
    id: 'helicone-api-key',
    name: 'Helicone API key',
    provider: 'Helicone',
    why: 'Anyone with it can read the logged requests and answers of the models, and send some at its expense.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the key in the list of API keys of the settings.',
    revokeUrl: 'https://us.helicone.ai/settings/api-keys',
    source: 'https://docs.helicone.ai/helicone-headers/helicone-auth',
    keywords: ['sk-helicone-'],
    pattern: /(?<![A-Za-z0-9_-])sk-helicone-(?:[a-z]{2}-)?[a-z0-9]{7}(?:-[a-z0-9]{7}){3}(?![A-Za-z0-9_-])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'HELICONE_API_KEY=sk-helicone-yr15foa-dgntpu5-6eu8576-crkv53o',
        "'Helicone-Auth': 'Bearer sk-helicone-eu-omy5a69-bfa7i3c-ncvn5ar-5oglxg5'",
      ],
      clean: [
        'HELICONE_API_KEY=sk-helicone-pd2jllw-xpdqxb0',
        'HELICONE_API_KEY=pk-helicone-cbaaqrk',
        'HELICONE_API_KEY=sk-helicone-your-key',
      ],
    },
  },
  {
    id: 'helicone-write-key',
    name: 'Helicone write-only key',
    provider: 'Helicone',
    why: 'Anyone with it can write made-up requests into the log.',
    severity: 'low',
    confidence: 'high',
    revoke: 'Delete the key in the list of API keys of the settings.',
    revokeUrl: 'https://us.helicone.ai/settings/api-keys',
    source: 'https://docs.helicone.ai/helicone-headers/helicone-auth',
    keywords: ['pk-helicone-'],
    pattern: /(?<![A-Za-z0-9_-])pk-helicone-(?:[a-z]{2}-)?[a-z0-9]{7}(?:-[a-z0-9]{7}){3}(?![A-Za-z0-9_-])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'HELICONE_API_KEY=pk-helicone-p0s0znn-725vzkn-j1amsw7-6ekw5dz',
        "key: 'pk-helicone-eu-asud7gw-dapisaq-u8sjmnl-0oncnhk'",
      ],
      clean: [
        'HELICONE_API_KEY=pk-helicone-2p334uw-pzaey1s',
        'HELICONE_API_KEY=apk-helicone-uz56cs4-21rpna0-ofkq5ve-92kdkjn',
        'HELICONE_API_KEY=pk-helicone-<key>',
      ],
    },
  },
];
