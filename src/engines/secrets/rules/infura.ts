import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of Infura. */
export const infuraRules: readonly Rule[] = [
  {
    id: 'infura-api-key-secret',
    name: 'Infura API key secret',
    provider: 'Infura',
    why: "Anyone with it and the API key can use the account's quota even where the key requires a secret.",
    severity: 'high',
    confidence: 'medium',
    revoke: 'Delete the API key and create a new one in the Infura dashboard.',
    revokeUrl: 'https://developer.metamask.io/',
    source: 'https://docs.metamask.io/services/how-to/secure-an-api/api-key-secret/',
    keywords: ['infura'],
    pattern: assigned('infura[\\w.-]{0,24}secret', '[A-Za-z0-9+/]{32,56}'),
    minEntropy: 3,
    check: mixedCharacters,
    samples: {
      hit: [
        'INFURA_API_KEY_SECRET=3e05ce7ef61edbacd119cee74910385e',
        "infura_project_secret: 'zM58KXsl9RhWs/4u/YgM8Vnd/RkpbiWvDHaifMvNotX'",
      ],
      clean: ['INFURA_API_KEY_SECRET=e188edbe45ae', 'INFURA_PROJECT_ID=f7d0820c256a4d169b487b66ba451b92'],
    },
  },
  {
    id: 'infura-api-key',
    name: 'Infura API key',
    provider: 'Infura',
    why: "Anyone with it can use the account's quota, unless the key requires a secret or allows few origins.",
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Delete the API key and create a new one in the Infura dashboard.',
    revokeUrl: 'https://developer.metamask.io/',
    source: 'https://docs.metamask.io/developer-tools/dashboard/get-started/create-api/',
    keywords: ['infura'],
    pattern:
      /infura(?:\.io\/(?:ws\/)?v3\/|[_-]?(?:api|project|key|id|token)[_-]{0,1}(?:key|id)?["'\]]{0,2} {0,4}[:=] {0,4}["']?)(?<secret>[0-9a-f]{32})(?![\w-])/gi,
    minEntropy: 3,
    samples: {
      hit: [
        'RPC_URL=https://mainnet.infura.io/v3/bdddb1e0ff2b1b0ceb69569fcfbc1ab6',
        'INFURA_PROJECT_ID="90407d13312ad5a23288fb7dfeef99eb"',
      ],
      clean: ['https://mainnet.infura.io/v3/$INFURA_KEY', 'https://mainnet.infura.io/v3/546b6befceb9'],
    },
  },
];
