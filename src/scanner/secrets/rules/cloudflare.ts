import { assigned } from '../patterns';
import type { Rule } from '../rule';

const TOKENS = 'https://dash.cloudflare.com/profile/api-tokens';
const FORMATS = 'https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/';
const NAMES = '(?:cloudflare|(?<![a-z])cf[_-](?:api|dns|zone|token|account|workers|pages|global))';

/** Cloudflare’s API; cloudflareServices.ts has what single products use. */
export const cloudflareRules: readonly Rule[] = [
  {
    id: 'cloudflare-api-token',
    name: 'Cloudflare API token',
    provider: 'Cloudflare',
    why: 'Anyone with it can do what it was scoped to: change DNS, deploy Workers, read logs.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Roll or delete the token in the profile, or in the account for one that starts with cfat_.',
    revokeUrl: TOKENS,
    source: FORMATS,
    keywords: ['cfut_', 'cfat_'],
    pattern: /(?<![A-Za-z0-9_])cf[ua]t_[A-Za-z0-9]{40}[0-9a-f]{8}(?![A-Za-z0-9_])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'CLOUDFLARE_API_TOKEN=cfut_wjRugG5cLWaTcHGLZdhNmrZ9h0Ty5PtYC8k2ah11f920e436',
        'apiToken: cfat_s7jPKqOJW91GwU1s5tXmFRH9Kq2lL6A1kzmBOgona7bcb2fd',
      ],
      clean: [
        'CLOUDFLARE_API_TOKEN=cfut_WJuOcetE52ZZk22QAzMMpikXnKKRFP',
        'f_cfut_H31URCYH7xvysecW9uhjGYRNxiSxe9GIK7dgMLW3aed50a84',
      ],
    },
  },
  {
    id: 'cloudflare-api-token-legacy',
    name: 'Cloudflare API token of the older form',
    provider: 'Cloudflare',
    why: 'Anyone with it can do what it was scoped to: change DNS, deploy Workers, read logs.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Roll or delete the token in the profile.',
    revokeUrl: TOKENS,
    source: 'https://developers.cloudflare.com/fundamentals/api/get-started/create-token/',
    keywords: ['cloudflare', 'cf_', 'cf-'],
    pattern: assigned(NAMES, '[A-Za-z0-9_-]{40}'),
    minEntropy: 4.1,
    samples: {
      hit: [
        'CLOUDFLARE_API_TOKEN=jVd8_P2VirlFCWSx2vfFMjDb6aZBWXpJ3PLhF3E4',
        'cf_api_token: "359JQeux-MNF4Erl2lxB07F6vRa9BKltoQ9hZt8s"',
      ],
      clean: [
        'CLOUDFLARE_ACCOUNT_ID=020ebf002a4b50b76fe712f0163f9e93',
        'uses: cloudflare/wrangler-action@9033cd86d270f4fa7d4fb80da07e4cc4ea146ef4',
        'CLOUDFLARE_API_TOKEN=$TOKEN',
      ],
    },
  },
  {
    id: 'cloudflare-global-api-key',
    name: 'Cloudflare global API key',
    provider: 'Cloudflare',
    why: 'With its owner’s address, anyone can do all that the owner can in every account and zone.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Change the global API key in the profile.',
    revokeUrl: TOKENS,
    source: FORMATS,
    keywords: ['cfk_'],
    pattern: /(?<![A-Za-z0-9_])cfk_[A-Za-z0-9]{40}[0-9a-f]{8}(?![A-Za-z0-9_])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'CLOUDFLARE_API_KEY=cfk_yBmemghkddV4qD1V5dyPz1yTkWWYJxlTSYleChSke589efa7',
        '-H "X-Auth-Key: cfk_tX3xAdqfUkpl8liSEDjLIJgjexOS1Nd4yIGDMv9L97857fd0"',
      ],
      clean: [
        'CLOUDFLARE_API_KEY=cfk_CQUdGjGAp2GzqO3Z1w1yctbJRbiGrv',
        'acfk_0hrERqDOCgyJQcB2sSG6pdLu1wTfz203vqSbSGXQdb4818ab',
      ],
    },
  },
  {
    id: 'cloudflare-global-api-key-legacy',
    name: 'Cloudflare global API key of the older form',
    provider: 'Cloudflare',
    why: 'With its owner’s address, anyone can do all that the owner can in every account and zone.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Change the global API key in the profile.',
    revokeUrl: TOKENS,
    source: 'https://developers.cloudflare.com/fundamentals/api/get-started/keys/',
    keywords: ['cloudflare', 'cf_', 'cf-', 'x-auth-key'],
    pattern: assigned(`${NAMES}|x-auth-key`, '[0-9a-f]{37}'),
    minEntropy: 3,
    samples: {
      hit: [
        'CLOUDFLARE_API_KEY=ab9a17690af83aa93fa8fe0250963914de72e',
        '-H "X-Auth-Key: 6b9cc3425a3bf9f2bcce26b43e1456ecb9e74"',
      ],
      clean: [
        'CLOUDFLARE_ZONE_ID=95ecde5af8b604aced7d810897dcf187',
        'CF_API_KEY=41338fde02e0664048259251689326309608',
      ],
    },
  },
  {
    id: 'cloudflare-origin-ca-key',
    name: 'Cloudflare Origin CA key',
    provider: 'Cloudflare',
    why: 'Anyone with it can have certificates issued that Cloudflare trusts for the account’s zones.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Change the Origin CA key in the profile.',
    revokeUrl: TOKENS,
    source: 'https://developers.cloudflare.com/fundamentals/api/get-started/ca-keys/',
    keywords: ['v1.0-'],
    pattern: /(?<![A-Za-z0-9.])v1\.0-[0-9a-f]{24}-[0-9a-f]{146}(?![A-Za-z0-9])/g,
    samples: {
      hit: [
        'CF_ORIGIN_CA_KEY=v1.0-24e747c09481af79359bf12e-59ce5a1000cf57aa7b39d21f6528f9d687419c2fd095372155addaea75226582aedc250b273cad961b78c15f8a6817d75a5256245b31aed9aacd0f3ac123e4fe61cfeda0c923d88bf4',
        'X-Auth-User-Service-Key: v1.0-a74ac4ce8277b3a91ba6c3fa-2dec354f7ad495364edd6972162ecc10043b040a73075e7e5414ceec4f8007d7141275459246beaad620898f39e368dafaf568b82607166f2dfc8f52fb0b32c5af0fcf6e8786f3a5f9',
      ],
      clean: [
        'git checkout v1.0-cd7b1b577c4352d7e04dbe9b',
        'v1.0-a915cf3cd280dd5343da2870-1b7495d89d4020d1b3a591a67e00b3758de05f0db9fa4a62b9bd4d3e6ba3',
      ],
    },
  },
];
