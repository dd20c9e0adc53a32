import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Sourcegraph. */
export const sourcegraphRules: readonly Rule[] = [
  {
    id: 'sourcegraph-access-token',
    name: 'Sourcegraph access token',
    provider: 'Sourcegraph',
    why: 'Anyone with it can search and read all code that its owner can see in Sourcegraph.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the token in the user settings and create a new one.',
    revokeUrl: 'https://sourcegraph.com/user/settings/tokens',
    source: 'https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token',
    keywords: ['sgp_'],
    pattern: /(?<!\w)sgp_(?:(?:local|[0-9A-Fa-f]{16})_)?[0-9A-Fa-f]{40}(?!\w)/g,
    samples: {
      hit: [
        'SRC_ACCESS_TOKEN=sgp_998b035d0d68450a_6fc3b5f247190d66f4baa08d1f07221637c67fb4',
        '"srcAccessToken": "sgp_1fcf1f0bcfde506f_2848741ef68d139e6dff24910ecb1fa26443ba8c"',
      ],
      clean: [
        'SRC_ACCESS_TOKEN=$SRC_ACCESS_TOKEN',
        'SRC_ACCESS_TOKEN=sgp_e11f1a6161419e99_50eec622dbc9fc95e19418633dfe7331aa856',
      ],
    },
  },
  {
    id: 'sourcegraph-license-token',
    name: 'Sourcegraph license or Cody gateway token',
    provider: 'Sourcegraph',
    why: "Anyone with it can use the services that the instance is licensed for, at its owner's cost.",
    severity: 'medium',
    confidence: 'high',
    revoke: 'Ask the support of Sourcegraph for a new license key.',
    revokeUrl: null,
    source: 'https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token',
    keywords: ['slk_', 'sgd_'],
    pattern: /(?<!\w)s(?:lk|gd)_[0-9a-f]{64}(?!\w)/g,
    samples: {
      hit: [
        'SOURCEGRAPH_TOKEN=slk_1eff7fef4706bc2e06685f1676bb56e0a90b04e6e1355993bd07cf1b60036a0f',
        'sourcegraph_token: slk_b0f3433f1d1a735eba6a2ff18810ea9bae35cfd19d86bf614cb5c0c9e000ccd5',
      ],
      clean: [
        'SOURCEGRAPH_TOKEN=$SOURCEGRAPH_TOKEN',
        'SOURCEGRAPH_TOKEN=slk_43320f003bf057e6035ced544aa67dfa85556653a6871934ce29819ccdb0d',
      ],
    },
  },
  {
    id: 'sourcegraph-legacy-token',
    name: 'Sourcegraph access token (without prefix)',
    provider: 'Sourcegraph',
    why: 'Anyone with it can search and read all code that its owner can see in Sourcegraph.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Delete the token in the user settings and create a new one.',
    revokeUrl: 'https://sourcegraph.com/user/settings/tokens',
    source: 'https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token',
    keywords: ['sourcegraph', 'src_access_token', 'srcaccesstoken', 'src-access-token', 'src.access.token'],
    pattern: assigned('sourcegraph[\\w-]{0,20}token|src[_.-]?access[_.-]?token', '[0-9a-f]{40}'),
    minEntropy: 3,
    samples: {
      hit: [
        'SRC_ACCESS_TOKEN=14a2b67eb42d6c85b9d7c161c8263f19fd1cf21f',
        "const srcAccessToken = '47cd0a65348fe70bd9bc15918e162c8f90553205';",
      ],
      clean: ['SRC_ACCESS_TOKEN=$SRC_ACCESS_TOKEN', 'SRC_ACCESS_TOKEN=4f7fef7186aafbc707020c217633256d26d50'],
    },
  },
];
