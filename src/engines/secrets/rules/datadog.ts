import { assigned } from '../patterns';
import type { Rule } from '../rule';

const SOURCE = 'https://docs.datadoghq.com/account_management/api-app-keys/';
const DD = '(?:datadog|(?<![a-z])dd)';

/** Datadog. Its client tokens (pub…) are public: web pages contain them. */
export const datadogRules: readonly Rule[] = [
  {
    id: 'datadog-access-token',
    name: 'Datadog access token or application key',
    provider: 'Datadog',
    why: 'Anyone with it can read logs and change monitors as its owner; for an application key an API key is needed too.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Revoke the token or key in the personal or organization settings.',
    revokeUrl: 'https://app.datadoghq.com/personal-settings/application-keys',
    source: 'https://docs.datadoghq.com/account_management/personal-access-tokens/',
    keywords: ['ddpat_', 'ddsat_', 'ddap_'],
    pattern: /(?<![A-Za-z0-9_])dd(?:pat|sat|ap)_[A-Za-z0-9]{30,90}(?![A-Za-z0-9])/g,
    minEntropy: 3.2,
    samples: {
      hit: [
        'DD_APP_KEY=ddap_FSfYKwhUMJVuHxI5oGtwi4uEv24anSoRZz',
        'Authorization: Bearer ddpat_50r1fSLVbm6pNtKd3iYxzAzIFXaH63ufQbUdXC8EvgFsK8LaZkI8vLtYjS3q',
      ],
      clean: [
        'weapon_deagle_hy_ddpat_urb_light_large.0a4a4dc8262a9e10adb2be0748dfd34b438a356b',
        'DD_APP_KEY=ddap_1uLkPl0e3r9C',
      ],
    },
  },
  {
    id: 'datadog-application-key',
    name: 'Datadog application key of the older form',
    provider: 'Datadog',
    why: 'With an API key, anyone can read logs and change monitors as its owner.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Revoke the application key in the organization settings.',
    revokeUrl: 'https://app.datadoghq.com/organization-settings/application-keys',
    source: SOURCE,
    keywords: ['datadog', 'dd_app', 'dd-app', 'ddapp'],
    reach: { before: 64, after: 300 },
    pattern: assigned(`datadog|${DD}[_-]?app|app(?:lication)?_?key`, '[0-9a-f]{40}'),
    minEntropy: 3,
    samples: {
      hit: [
        'DD_APP_KEY=67e83ae4d9edb2a30966ecb056ec4897fc4abb85',
        '-H "DD-APPLICATION-KEY: 58a9516948953a4220298493df7408f97bb39cc7"',
        'datadog_app_key = "3fb2328ed7749efadf735899830d82c690854fce"',
      ],
      clean: ['uses: DataDog/action@b5d8193cfa513ab0bb516434c92d07097af0cc02', 'DD_APP_KEY=$DD_APP_KEY'],
    },
  },
  {
    id: 'datadog-api-key',
    name: 'Datadog API key',
    provider: 'Datadog',
    why: 'Anyone with it can send false metrics, logs and events into the account, at its cost.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Revoke the API key in the organization settings.',
    revokeUrl: 'https://app.datadoghq.com/organization-settings/api-keys',
    source: SOURCE,
    keywords: ['datadog', 'dd_api', 'dd-api', 'ddapi'],
    reach: { before: 64, after: 300 },
    pattern: assigned(`datadog|${DD}[_-]?api|(?<![a-z])api_?key`, '[0-9a-f]{32}'),
    minEntropy: 3,
    samples: {
      hit: [
        'DD_API_KEY=1b0ba88becfba4d50712de1671dbcaf7',
        '-H "DD-API-KEY: b2aa90dddda63ed153c5e0851483b61e"',
        'site: datadoghq.eu\napi_key: 345cc1445956e18ad2a3c96e9a29f42c\n',
      ],
      clean: [
        'DD_CLIENT_TOKEN=pubfef192655d47a495f68d0489bf97784c',
        'add_api_hash=a0ac480eec2630ffdff458bd1fe05e40',
      ],
    },
  },
];
