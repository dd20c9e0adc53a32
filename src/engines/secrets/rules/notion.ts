import { isNear } from '../checks/nearby';
import type { Rule } from '../rule';

const NAME = /notion/i;

/** Tokens of Notion. */
export const notionRules: readonly Rule[] = [
  {
    id: 'notion-token',
    name: 'Notion integration token',
    provider: 'Notion',
    why: 'Anyone with it can read and change the pages that the integration was given.',
    severity: 'high',
    confidence: 'high',
    revoke: "Refresh the secret on the integration's page.",
    revokeUrl: 'https://www.notion.so/profile/integrations',
    source: 'https://developers.notion.com/docs/authorization',
    keywords: ['ntn_'],
    pattern: /(?<![A-Za-z0-9_])ntn_[A-Za-z0-9]{46}(?![A-Za-z0-9_])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'NOTION_TOKEN=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',
        "new Client({ auth: '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' })",
      ],
      clean: ['NOTION_TOKEN=ntn_m4q2u3uY1ikaXAclvvzO', 'mntn_kIaScYp3Mf4pXj57tQiwVn0J6e8Rg1wDR1truAEIDBQA1x'],
    },
  },
  {
    id: 'notion-legacy-token',
    name: 'Notion integration token or client secret of the old form',
    provider: 'Notion',
    why: 'Anyone with it can read and change the pages that the integration was given.',
    severity: 'high',
    confidence: 'medium',
    revoke: "Refresh the secret on the integration's page.",
    revokeUrl: 'https://www.notion.so/profile/integrations',
    source: 'https://developers.notion.com/docs/authorization',
    keywords: ['secret_'],
    pattern: /(?<![A-Za-z0-9_])secret_[A-Za-z0-9]{43}(?![A-Za-z0-9_])/g,
    minEntropy: 3.8,
    check: (suspect) => (isNear(suspect, NAME) ? 'high' : undefined),
    samples: {
      hit: [
        'NOTION_API_KEY=secret_S5mjgaVkQoFQJqoRSFTyjiAPo3i2rqP45hubOHVeymA',
        'notion = Client(auth="secret_qQoabqOvy0G2zaITlEgrrRbvGjPPemyAtOOzkhb37Jw")',
      ],
      clean: [
        'NOTION_API_KEY=secret_H5LGWBiQuHfR',
        'client_secret_w2fMBb3a8RxwCrifQP5N3yHizDvLuMjLGZUwhhMWIun',
        '"secret_NhrmLbuRtdpaNYbPis5UXtooDTT7jo3opryzo4WBfx4i"',
      ],
    },
  },
];
