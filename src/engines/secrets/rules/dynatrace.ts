import type { Rule } from '../rule';

/** Tokens of Dynatrace, all of one form. */
export const dynatraceRules: readonly Rule[] = [
  {
    id: 'dynatrace-api-token',
    name: 'Dynatrace access token or OAuth client secret',
    provider: 'Dynatrace',
    why: 'Anyone with it can read monitoring data or change the settings of the environment, within its scopes.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the token on the access tokens page, or the client in the account management.',
    revokeUrl:
      'https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens',
    source: 'https://docs.dynatrace.com/docs/dynatrace-api/basics/dynatrace-api-authentication#token-format',
    keywords: ['dt0c01.', 'dt0s01.', 'dt0s02.', 'dt0s03.', 'dt0s06.', 'dt0s08.', 'dt0s16.'],
    pattern: /(?<![A-Za-z0-9])dt0(?:c01|s0[12368]|s16)\.[A-Z0-9]{8,24}\.[A-Z0-9]{64}(?![A-Za-z0-9])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'DT_API_TOKEN=dt0c01.UNI7UAQPXYUDZJK5ONNHXBKH.HWYFQBDVSV7WWDKUMLLF6YFWWZ3KEQ2VOD6773PHHBH3W5IHN375WLCUVFMEBXBS',
        '"client_secret": "dt0s02.QEC5RHEQ.WBFOG4QSYU3MAVFGDAXM5P4SRDHDTTAV22WQC7DCMBNCN2M7NAOGZVG5YEJWG2DW"',
      ],
      clean: [
        'DT_API_TOKEN=dt0c01.NVJ44E5JIXKA5KQ5EYLJCYIB',
        'DT_API_TOKEN=dt0c01.QJ7XMV6G3C65HLJEJHB5UOPP.SO5ESOS3CWCGJ2CGYSEDGFYXMQMQ5B5O76HFGISA',
        'DT_API_TOKEN=adt0c01.H2TOV2WBMJ7AZJEIPQTJN27Q.6ASSFVJAVVFO3ORGQEQGOKSGQV7EU3BT7WC5UG4LRYFGOIZPKKC6TUYEOTKH66QO',
      ],
    },
  },
];
