import type { Rule } from '../rule';

/** Credentials of Telnyx. */
export const telnyxRules: readonly Rule[] = [
  {
    id: 'telnyx-api-key',
    name: 'Telnyx API key',
    provider: 'Telnyx',
    why: "Anyone with it can call and send messages at its owner's cost, and change their numbers.",
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the key on the API keys page and create a new one.',
    revokeUrl: 'https://portal.telnyx.com/#/api-keys',
    source: 'https://developers.telnyx.com/api/authentication',
    keywords: ['key0'],
    pattern: /(?<!\w)KEY0[0-9A-F]{31,33}_[0-9A-Za-z]{22}(?!\w)/g,
    samples: {
      hit: [
        'TELNYX_API_KEY=KEY015FA9629E9AEDFB7573098E675023F7_4m1mpMxgPDhdhaMUlvEHJE',
        "const telnyxApiKey = 'KEY0183A01F564F69F3063A6359733B440C_b9tvBHMW5vKimGCIf93zML';",
      ],
      clean: [
        'TELNYX_API_KEY=$TELNYX_API_KEY',
        'TELNYX_API_KEY=KEY01341379DDD777F8A93AFFD03A86FEEF_EmPfyfNPEppriTGO1jE',
      ],
    },
  },
];
