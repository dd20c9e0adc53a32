import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Scaleway. */
export const scalewayRules: readonly Rule[] = [
  {
    id: 'scaleway-secret-key',
    name: 'Scaleway secret key',
    provider: 'Scaleway',
    why: 'Anyone with it can act in the cloud for the user or application that it belongs to.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Delete the API key and create a new one.',
    revokeUrl: 'https://console.scaleway.com/iam/api-keys',
    source: 'https://www.scaleway.com/en/docs/iam/concepts/#api-key',
    keywords: ['scaleway', 'scw_', 'scw-', 'scw.', 'scwse'],
    pattern: assigned(
      '(?:scaleway|scw)[\\w.-]{0,20}(?:secret|token)',
      '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
    ),
    minEntropy: 3,
    samples: {
      hit: [
        'SCW_SECRET_KEY=c5a16e3c-df88-4f93-a716-6a8fd68190c6',
        '"scwSecretKey": "a81eb78d-add1-4c8a-a0ff-ea465ba0e627"',
      ],
      clean: ['SCW_SECRET_KEY=$SCW_SECRET_KEY', 'SCW_SECRET_KEY=d335a643-205b-43a7-a72e-fdc946e06'],
    },
  },
  {
    id: 'scaleway-access-key',
    name: 'Scaleway access key',
    provider: 'Scaleway',
    why: 'It names an API key; it opens something only together with its secret.',
    severity: 'low',
    confidence: 'high',
    revoke: 'Delete the API key that it names where its secret is nearby.',
    revokeUrl: 'https://console.scaleway.com/iam/api-keys',
    source: 'https://www.scaleway.com/en/docs/iam/concepts/#api-key',
    keywords: ['scw'],
    pattern: /(?<!\w)SCW[0-9A-Z]{17}(?!\w)/g,
    minEntropy: 3,
    check: mixedCharacters,
    samples: {
      hit: ['SCW_ACCESS_KEY=SCW1FL5QPX23XDK1KEFF', 'scw_access_key: SCW5EFFWVOAY4QLN2PF7'],
      clean: ['SCW_ACCESS_KEY=$SCW_ACCESS_KEY', 'SCW_ACCESS_KEY=SCWUP2VLZJCILX8Q2'],
    },
  },
];
