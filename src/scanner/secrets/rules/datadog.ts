import { assigned } from '../patterns';
import type { Rule } from '../rule';

const SOURCE = 'https://docs.datadoghq.com/account_management/api-app-keys/';
const DD = '(?:datadog|(?<![a-z])dd)';

/** Datadog. Its client tokens (pub…) are public: web pages carry them. */
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
        'DD_APP_KEY=ddap_K5LOVFvvQYBxi82tOTPtrPwpKLzxJLe6CJ',
        'Authorization: Bearer ddpat_tMbndo8WZ72BpK76cnhMLDHsxC8aNmcswn01oSs8CgSaYwvvDvtqV1XJaPsC',
      ],
      clean: [
        'weapon_deagle_hy_ddpat_urb_light_large.8be64c1510934642ed4eedefe5ff1461231f3421',
        'DD_APP_KEY=ddap_kQvtFYtNMiI8',
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
    pattern: assigned(`datadog|${DD}[_-]?app`, '[0-9a-f]{40}'),
    minEntropy: 3,
    samples: {
      hit: [
        'DD_APP_KEY=62c074d4b30ca077514f5b1e7ba932f07f30c432',
        '-H "DD-APPLICATION-KEY: 31837c584202b550d0e25e454bd9a2edc14c055e"',
        'datadog_app_key = "cb61b8b3866cffa941638ccafd72833dcc350db6"',
      ],
      clean: ['uses: DataDog/action@ae448671c7486134c2cb0d920895dab9f263e023', 'DD_APP_KEY=$DD_APP_KEY'],
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
    pattern: assigned(`datadog|${DD}[_-]?api`, '[0-9a-f]{32}'),
    minEntropy: 3,
    samples: {
      hit: [
        'DD_API_KEY=0c68f990366d0d1c0db0736bafbbb7a1',
        '-H "DD-API-KEY: 67512aa230f7c040a5ef276600e4f7eb"',
      ],
      clean: [
        'DD_CLIENT_TOKEN=puba76db79755bf7a0eb16053efc3262a15',
        'add_api_hash=c45f1681b3c9d59505e708d47fdfbb3a',
      ],
    },
  },
];
