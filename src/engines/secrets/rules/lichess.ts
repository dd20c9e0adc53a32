import { mixedCharacters } from '../checks/mixedCharacters';
import type { Rule } from '../rule';

/** Tokens of Lichess. */
export const lichessRules: readonly Rule[] = [
  {
    id: 'lichess-personal-token',
    name: 'Lichess personal or OAuth token',
    provider: 'Lichess',
    why: "Anyone with it can play and write in its owner's name within the token's scopes.",
    severity: 'low',
    confidence: 'high',
    revoke: "Revoke the token in the account's settings.",
    revokeUrl: 'https://lichess.org/account/oauth/token',
    source: 'https://lichess.org/api#section/Introduction/Authentication',
    keywords: ['lip_', 'lio_'],
    pattern: /(?<![A-Za-z0-9_])li[po]_[A-Za-z0-9]{20,32}(?![A-Za-z0-9_])/g,
    minEntropy: 3.3,
    check: mixedCharacters,
    samples: {
      hit: [
        'LICHESS_TOKEN=lip_b6HOVxoXQkyznNLCuADO',
        'berserk.TokenSession("lio_hD7CFYn9CnP816KrviwtctgcOg6HZvt2")',
      ],
      clean: ['LICHESS_TOKEN=lip_Z5KF6k15', 'clip_PEKXxUunhu5qIcQmsrVI'],
    },
  },
];
