import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Zoho. */
export const zohoRules: readonly Rule[] = [
  {
    id: 'zoho-oauth-token',
    name: 'Zoho OAuth token',
    provider: 'Zoho',
    why: 'Anyone with it can read and change the data of the account, within its scopes; a refresh token does not expire.',
    severity: 'high',
    confidence: 'high',
    revoke:
      'Revoke it with a call of oauth/v2/token/revoke, or remove the application from the connected apps.',
    revokeUrl: 'https://api-console.zoho.com/',
    source: 'https://www.zoho.com/accounts/protocol/oauth/web-apps/access-token.html',
    keywords: ['1000.'],
    pattern: /(?<![\w.])1000\.[0-9a-f]{32}\.[0-9a-f]{32}(?![\w.])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'ZOHO_REFRESH_TOKEN=1000.4a542648a6f1cfefb5dd7805b30e87c7.99c0a975b2720928b03e966adb116e99',
        'zoho_refresh_token = "1000.5b44c97eff2ea841bd5b83c4512cce65.2d10708b49925f5e5ea017af13fc72db"',
      ],
      clean: [
        'ZOHO_REFRESH_TOKEN=$ZOHO_REFRESH_TOKEN',
        'ZOHO_REFRESH_TOKEN=1000.9568d8e81f8a617493e8292eae6055f5.bd25b4597b0ec9cd6cb9c280a00bc',
      ],
    },
  },
  {
    id: 'zoho-client-secret',
    name: 'Zoho client secret',
    provider: 'Zoho',
    why: 'Together with a code or a refresh token, anyone can get access tokens in the name of the application.',
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Create a new secret in the API console.',
    revokeUrl: 'https://api-console.zoho.com/',
    source: 'https://www.zoho.com/accounts/protocol/oauth/web-apps/access-token.html',
    keywords: ['zoho'],
    pattern: assigned('zoho[\\w.-]{0,20}secret', '[0-9a-f]{42}'),
    minEntropy: 3,
    samples: {
      hit: [
        'ZOHO_CLIENT_SECRET=3e32e322df1891d9323b7b4884c1d6ea367cca565b',
        '"zohoClientSecret": "5d965a5bd6a66bbd7151e2f58aeebf885463a4b622"',
      ],
      clean: [
        'ZOHO_CLIENT_SECRET=$ZOHO_CLIENT_SECRET',
        'ZOHO_CLIENT_SECRET=32440ad1c320dcb049556aca54f8ad38b4c6fa9',
      ],
    },
  },
];
