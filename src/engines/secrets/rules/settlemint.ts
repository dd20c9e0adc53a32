import type { Rule } from '../rule';

/** Credentials of SettleMint. */
export const settlemintRules: readonly Rule[] = [
  {
    id: 'settlemint-application-access-token',
    name: 'SettleMint application access token',
    provider: 'SettleMint',
    why: 'Anyone with it can use the APIs of the application: its nodes, its storage and its keys.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the token in the console and create a new one.',
    revokeUrl: 'https://console.settlemint.com/',
    source:
      'https://console.settlemint.com/documentation/platform-components/security-and-authentication/application-access-tokens',
    keywords: ['sm_aat_'],
    pattern: /(?<!\w)sm_aat_[0-9A-Za-z]{16}(?!\w)/g,
    samples: {
      hit: [
        'SETTLEMINT_ACCESS_TOKEN=sm_aat_GuBzpvfWswyKwWC8',
        'settlemint_access_token = "sm_aat_4ZKCWZd5NPOkER2j"',
      ],
      clean: [
        'SETTLEMINT_ACCESS_TOKEN=$SETTLEMINT_ACCESS_TOKEN',
        'SETTLEMINT_ACCESS_TOKEN=sm_aat_FrzgAkwjS2dTf',
      ],
    },
  },
  {
    id: 'settlemint-personal-access-token',
    name: 'SettleMint personal access token',
    provider: 'SettleMint',
    why: 'Anyone with it can act for its owner on the platform, in every workspace.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the token in the console and create a new one.',
    revokeUrl: 'https://console.settlemint.com/',
    source:
      'https://console.settlemint.com/documentation/platform-components/security-and-authentication/application-access-tokens',
    keywords: ['sm_pat_'],
    pattern: /(?<!\w)sm_pat_[0-9A-Za-z]{16}(?!\w)/g,
    samples: {
      hit: [
        'SETTLEMINT_ACCESS_TOKEN=sm_pat_xED0DCTFpZNGdyha',
        '"settlemintAccessToken": "sm_pat_Jzexv2VlHVrUpKpy"',
      ],
      clean: [
        'SETTLEMINT_ACCESS_TOKEN=$SETTLEMINT_ACCESS_TOKEN',
        'SETTLEMINT_ACCESS_TOKEN=sm_pat_KyNii4mosnQes',
      ],
    },
  },
  {
    id: 'settlemint-service-access-token',
    name: 'SettleMint service access token',
    provider: 'SettleMint',
    why: 'Anyone with it can act for the service on the platform.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the token in the console and create a new one.',
    revokeUrl: 'https://console.settlemint.com/',
    source:
      'https://console.settlemint.com/documentation/platform-components/security-and-authentication/application-access-tokens',
    keywords: ['sm_sat_'],
    pattern: /(?<!\w)sm_sat_[0-9A-Za-z]{16}(?!\w)/g,
    samples: {
      hit: [
        'SETTLEMINT_ACCESS_TOKEN=sm_sat_GNUvVAlKvPP9OCXX',
        'settlemint_access_token: sm_sat_HGMlf8N94dQqQ6I3',
      ],
      clean: [
        'SETTLEMINT_ACCESS_TOKEN=$SETTLEMINT_ACCESS_TOKEN',
        'SETTLEMINT_ACCESS_TOKEN=sm_sat_3FwqERVFJNNTr',
      ],
    },
  },
];
