import { assigned } from '../patterns';
import type { Rule } from '../rule';

const TOKENS = 'https://dash.cloudflare.com/profile/api-tokens';
const FORMATS = 'https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/';
const NAMES = '(?:cloudflare|(?<![a-z])cf[_-](?:api|dns|zone|token|account|workers|pages|global))';

/** Cloudflare’s API; cloudflareServices.ts covers single products. */
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
        'CLOUDFLARE_API_TOKEN=cfut_wDktiAkdmVWVt6FyzEIptyWWo8sknVdcKmbmAeYy93c19349',
        'apiToken: cfat_ExmpbSBGRGgblXm9dWCjoXHttYz1hbBzqWDTtkAE5b7b8fcc',
      ],
      clean: [
        'CLOUDFLARE_API_TOKEN=cfut_VGDG6qYaB2AT7C9UsnEttAzvsGE3j2',
        'f_cfut_9vXBxyO8vRMyRiGb8Qxe0xekbsvIGY8GHAlR14Dr6999b3c4',
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
    pattern: assigned(`${NAMES}|api_?token`, '[A-Za-z0-9_-]{40}'),
    minEntropy: 4.1,
    samples: {
      hit: [
        'CLOUDFLARE_API_TOKEN=ZxH8XH7Rio925rKOS19355QInOmgZjNPb5TW4tOR',
        'provider "cloudflare" {\n  api_token = "bwlVF2_Q7-AxMxLkMP2lFYnx0QPa8qrBwALvl4HS"\n}',
      ],
      clean: [
        'CLOUDFLARE_ACCOUNT_ID=fd74936e619047314a64d2ec2a3dea07',
        'uses: cloudflare/wrangler-action@d2fdc5537ca12ed5b6536c48c2395e751dec70a3',
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
        'CLOUDFLARE_API_KEY=cfk_SbKFBQTDCQfdtzwDVzAUcSUTDr2l9McWb2nTXe311dd48d7d',
        '-H "X-Auth-Key: cfk_xFFmIb83wN515EdCKtw7kius2KF0WZqwXQttvD1q379cfe36"',
      ],
      clean: [
        'CLOUDFLARE_API_KEY=cfk_aKcz5M90qRXI7NAhGySfculIpYrAH0',
        'acfk_tYJ0ZLYu6N4CufTg8pLYvQiSdctnEbNUIEsjbuKz173ddd47',
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
    pattern: assigned(`${NAMES}|x-auth-key|api_?key`, '[0-9a-f]{37}'),
    minEntropy: 3,
    samples: {
      hit: [
        'CLOUDFLARE_API_KEY=40be378c00dd246105b1027f1e091cc214393',
        '-H "X-Auth-Key: bd014596b1221f06463570203ce562c9a5b02"',
      ],
      clean: [
        'CLOUDFLARE_ZONE_ID=0a1a57baf852653d679bfd83b5cb71db',
        'CF_API_KEY=6c3cd8ffe0688749ad5f4249002ba6cfb7c1',
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
        'CF_ORIGIN_CA_KEY=v1.0-fd140834873590199d1af436-729ccfbd765d777c75ee4d069520ec11ccbf658fafa4a1d1cda1a5f26b91cbc590b6ccb11d9f291f1337669b38f8c2439fb6ab248fcbb083f9dd9f97f7283835c62690bfb59720d891',
        'X-Auth-User-Service-Key: v1.0-7b21ca99c6c843565b50807d-aa8072d310b52e33b4102621d7e1352b3b42417118c5df917ae376c7b402faa7b3be63b1c05c738a1e6130baf7d210edc6f4e5631f431e8affd42ff65d6d42607ed2093298ecf6f6db',
      ],
      clean: [
        'git checkout v1.0-019e18e7921d295a38d59c99',
        'v1.0-c292ee6227ca8c48abfcf10b-94b16861ef82d11da150e0574bf91bd7fc0f1894dfb91992bc1cf908ef5a',
      ],
    },
  },
];
