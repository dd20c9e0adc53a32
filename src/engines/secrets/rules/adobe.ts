import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Adobe Developer Console. Its client ids are public: its sign-in pages contain them. */
export const adobeRules: readonly Rule[] = [
  {
    id: 'adobe-client-secret',
    name: 'Adobe OAuth client secret',
    provider: 'Adobe',
    why: 'With the public client id, anyone can get access tokens as this integration.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Add a new client secret to the credential in the Developer Console and delete this one.',
    revokeUrl: 'https://developer.adobe.com/console/projects',
    source:
      'https://developer.adobe.com/developer-console/docs/guides/authentication/ServerToServerAuthentication/',
    keywords: ['p8e-'],
    pattern: /(?<![A-Za-z0-9_-])p8e-[A-Za-z0-9_-]{32}(?![A-Za-z0-9_-])/g,
    minEntropy: 3.2,
    samples: {
      hit: [
        'ADOBE_CLIENT_SECRET=p8e-eF6z5jPcog9fbnI8BLEXVgI0-1iNxg1t',
        '{ "client_secret": "p8e-A6wiSUknt2eKZj0nZ980PSRsx0GzVqwt" }',
      ],
      clean: ['ADOBE_CLIENT_SECRET=p8e-WPKeyxmwmWsh7wvpt5bv', 'sha: ap8e-DC8LIYTE6roDyTPjIuEsxToGrtVFruyD'],
    },
  },
  {
    id: 'adobe-client-secret-legacy',
    name: 'Adobe client secret without prefix',
    provider: 'Adobe',
    why: 'With the client id and the signing key, it gives access tokens as this integration.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Add a new client secret to the credential in the Developer Console and delete this one.',
    revokeUrl: 'https://developer.adobe.com/console/projects',
    source:
      'https://developer.adobe.com/developer-console/docs/guides/authentication/ServerToServerAuthentication/',
    keywords: ['adobe'],
    pattern: assigned(
      'adobe[\\w.\\-]{0,20}secret',
      '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
    ),
    minEntropy: 3,
    samples: {
      hit: [
        'ADOBE_CLIENT_SECRET=6d81be47-edb4-4d31-bfb0-8a228251710a',
        'adobeIoClientSecret: "ffe56757-a2ae-47b4-a5e1-e80d5d0264ce"',
      ],
      clean: [
        'ADOBE_CLIENT_ID=125f132ce56c4a59a9087c21c3a7a9c5',
        'adobe_client_secret: $ADOBE_CLIENT_SECRET',
      ],
    },
  },
];
