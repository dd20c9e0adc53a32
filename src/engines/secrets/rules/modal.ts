import { mixedCharacters } from '../checks/mixedCharacters';
import type { Rule } from '../rule';

/** Tokens of Modal. */
export const modalRules: readonly Rule[] = [
  {
    id: 'modal-token-secret',
    name: 'Modal token secret',
    provider: 'Modal',
    why: "Anyone with it and the token's ID can run code on the workspace's bill and read its secrets.",
    severity: 'high',
    confidence: 'medium',
    revoke: "Delete the token in the workspace's or the user's settings.",
    revokeUrl: 'https://modal.com/settings/tokens',
    source: 'https://modal.com/docs/reference/modal.config',
    keywords: ['modal', 'token_secret'],
    pattern: /(?<![\w-])as-[A-Za-z0-9]{22}(?![\w-])/g,
    minEntropy: 3.5,
    check: mixedCharacters,
    samples: {
      hit: [
        'MODAL_TOKEN_SECRET=as-WGzGwAZMTT20ezaNMYlNhJ',
        '[default]\ntoken_id = "ak-vQ5cr1aOepa4XdKnsBhdQc"\ntoken_secret = "as-xXtZqUT2eOp1bn2srDM4We"',
      ],
      clean: [
        'MODAL_TOKEN_ID=ak-7RhA6srCoWDrIoKATFLcCx',
        'MODAL_TOKEN_SECRET=as-tsD1Of1BCo',
        '<div class="modal alias-3VUeFcrAJ5nwBVG4VaNJjV">',
      ],
    },
  },
];
