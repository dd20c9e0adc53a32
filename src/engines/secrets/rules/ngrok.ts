import type { Rule } from '../rule';

/** Tokens of ngrok. */
export const ngrokRules: readonly Rule[] = [
  {
    id: 'ngrok-token',
    name: 'ngrok authtoken or API key',
    provider: 'ngrok',
    why: "Anyone with it can open tunnels under the account's domains or manage its endpoints.",
    severity: 'high',
    confidence: 'medium',
    revoke: "Reset the authtoken, or delete the key, on ngrok's dashboard.",
    revokeUrl: 'https://dashboard.ngrok.com/authtokens',
    source: 'https://ngrok.com/docs/agent/#authtokens',
    keywords: ['ngrok', 'authtoken', 'auth_token'],
    pattern: /(?<![A-Za-z0-9_])[0-3][A-Za-z0-9]{26}_[A-Za-z0-9]{20,22}(?![A-Za-z0-9_])/g,
    minEntropy: 3.8,
    samples: {
      hit: [
        'NGROK_AUTHTOKEN=2WreLO2atekgTIpzmCXIeAlaex9_KZ6zMZ6jeSJPuAc8CqKXH',
        'version: "2"\nauthtoken: 2IYF44sAHtNus4EOGAsdsRSN6s5_xY5xYiLJ7o6YZHjhp4dkB',
      ],
      clean: [
        'NGROK_AUTHTOKEN=2G5ZRrkKquJi0',
        'NGROK_AUTHTOKEN=$TOKEN',
        'authtoken: d11e9fe1-cc7d-4e5f-a544-0528f16114ed',
      ],
    },
  },
];
