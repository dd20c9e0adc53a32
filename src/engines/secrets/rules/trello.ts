import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Trello. */
export const trelloRules: readonly Rule[] = [
  {
    id: 'trello-token',
    name: 'Trello token',
    provider: 'Trello',
    why: 'Anyone with it can read and change the boards that its owner can reach, within its scopes.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Revoke the application in the account settings of its owner.',
    revokeUrl: 'https://trello.com/my/account',
    source: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/',
    keywords: ['atta'],
    pattern: /(?<!\w)ATTA[0-9a-f]{64}[0-9A-F]{8}(?!\w)/g,
    samples: {
      hit: [
        'TRELLO_TOKEN=ATTA9c2e15f197afdf050ba13cf91997e792ecb54c067fe4e8ba31e6d2b45ce0c1afCF268DFE',
        'trello_token = "ATTA8d6d306ec8065656e80cd6f8b6872c37b540110ff1dfa6fa54fb0a3fa4dccd18EFB4E44D"',
      ],
      clean: [
        'TRELLO_TOKEN=$TRELLO_TOKEN',
        'TRELLO_TOKEN=ATTA9c26b8dea010fe0c4485e85d6b585342da4f2465732011e67c62b539a3f7bb57116F8',
      ],
    },
  },
  {
    id: 'trello-legacy-token',
    name: 'Trello token or secret (without prefix)',
    provider: 'Trello',
    why: 'Anyone with it can read and change the boards that its owner can reach, within its scopes.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Revoke the application in the account settings of its owner.',
    revokeUrl: 'https://trello.com/my/account',
    source: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/',
    keywords: ['trello'],
    pattern: assigned(
      'trello[\\w.-]{0,20}(?:token|secret)|trello\\.com/[\\w/.?=&%-]{0,120}token',
      '[0-9a-f]{64}',
    ),
    minEntropy: 3,
    samples: {
      hit: [
        'TRELLO_TOKEN=80552ef9e8f574e46c4349206d1b34859786d89ece4bd01f189e919a8205788d',
        "fetch('https://api.trello.com/1/members/me/boards?key=9209983cde002cd89c25489f6eace45a&token=9ec46bb2f07ac19c38daee8a8f81ed5f3fbfd16b410d8b5d52ea5cf0da14546b')",
      ],
      clean: [
        'TRELLO_TOKEN=$TRELLO_TOKEN',
        'TRELLO_TOKEN=eff60f9f62dc2ee8948c61323e174ff52dc88044eb6aa422107c9a1659d4',
      ],
    },
  },
  {
    id: 'trello-api-key',
    name: 'Trello API key',
    provider: 'Trello',
    why: 'It names an application; it opens something only together with a token.',
    severity: 'low',
    confidence: 'medium',
    revoke: 'Generate a new key on the page of the power-up.',
    revokeUrl: 'https://trello.com/power-ups/admin',
    source: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/',
    keywords: ['trello'],
    pattern: assigned('trello[\\w.-]{0,20}key', '[0-9a-f]{32}'),
    minEntropy: 3,
    samples: {
      hit: [
        'TRELLO_API_KEY=f6e68481d7601f758259b2271f647c2b',
        '"trelloApiKey": "aada332d3852ebd6533c41ef3105427b"',
      ],
      clean: ['TRELLO_API_KEY=$TRELLO_API_KEY', 'TRELLO_API_KEY=5dc424187237e1d749f566a041619'],
    },
  },
];
