import { Buffer } from 'node:buffer';
import { assigned } from '../patterns';
import type { Check, Rule } from '../rule';

/** Tokens of Sentry, and DSNs that still carry a secret. */
export const sentryRules: readonly Rule[] = [
  {
    id: 'sentry-org-token',
    name: 'Sentry organization token',
    provider: 'Sentry',
    why: 'Anyone with it can create releases and upload source maps in the organization, and read what its scopes allow.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Revoke the token in the list of organization tokens and create a new one.',
    revokeUrl: 'https://sentry.io/orgredirect/organizations/:orgslug/settings/auth-tokens/',
    source: 'https://docs.sentry.io/account/auth-tokens/',
    keywords: ['sntrys_eyj'],
    pattern: /(?<!\w)sntrys_(?<facts>eyJ[0-9A-Za-z+/]{20,400}={0,2})_[\w+/-]{43}(?![\w+/-])/g,
    reach: { before: 4, after: 500 },
    check: namesOrganization,
    samples: {
      hit: [
        'SENTRY_AUTH_TOKEN=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',
        '[auth]\ntoken=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\n',
      ],
      clean: [
        'SENTRY_AUTH_TOKEN=$SENTRY_TOKEN',
        'SENTRY_AUTH_TOKEN=sntrys_eyJBvL_OcxiRP62c3FYWyikXnfTmn30OVeRhZuOIhdx',
      ],
    },
  },
  {
    id: 'sentry-user-token',
    name: 'Sentry user, application or integration token',
    provider: 'Sentry',
    why: 'Anyone with it can read error reports, which hold personal data and often secrets, and change what its scopes allow.',
    severity: 'high',
    confidence: 'high',
    revoke:
      'Revoke the token in the list of user tokens, or on the integration’s page, and create a new one.',
    revokeUrl: 'https://sentry.io/settings/account/api/auth-tokens/',
    source: 'https://docs.sentry.io/account/auth-tokens/',
    keywords: ['sntryu_', 'sntrya_', 'sntryi_'],
    pattern: /(?<!\w)sntry[uai]_[0-9a-f]{64}(?!\w)/g,
    samples: {
      hit: [
        'SENTRY_AUTH_TOKEN=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',
        "const sentryAuthToken = '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';",
      ],
      clean: [
        'SENTRY_AUTH_TOKEN=$SENTRY_AUTH_TOKEN',
        'SENTRY_AUTH_TOKEN=sntryu_ccd76d863333eb2589e6250788b0795374834317914c2a8a7a8a1d5df09ae',
      ],
    },
  },
  {
    id: 'sentry-access-token',
    name: 'Sentry token (older form)',
    provider: 'Sentry',
    why: 'Anyone with it can read error reports, which hold personal data and often secrets, and change what its scopes allow.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Revoke the token in the list of user tokens and create a new one.',
    revokeUrl: 'https://sentry.io/settings/account/api/auth-tokens/',
    source: 'https://docs.sentry.io/account/auth-tokens/',
    keywords: ['sentry'],
    pattern: assigned('sentry', '[0-9a-f]{64}'),
    minEntropy: 3,
    samples: {
      hit: [
        'SENTRY_AUTH_TOKEN=04e691505c6dfdac5e865a6539717af1799af493efd15b5c54f542787aa15776',
        'export SENTRY_AUTH_TOKEN="5b6242d7d62e52ffaf7a83c1950042cfdd8a4563a3660f67a7af9b43e1958b66"',
      ],
      clean: [
        'SENTRY_AUTH_TOKEN=$SENTRY_AUTH_TOKEN',
        'SENTRY_AUTH_TOKEN=3901bba26baa58037752e9bfdfb104c3a5c7c09caaa514372f1b0ff699d92',
      ],
    },
  },
  {
    id: 'sentry-dsn-secret',
    name: 'Sentry DSN with its secret key',
    provider: 'Sentry',
    why: 'Anyone with it can send false error reports to the project and use up its quota; older servers also accept it for more.',
    severity: 'low',
    confidence: 'high',
    revoke: 'Disable the client key in the settings of the project and use a DSN without a secret.',
    revokeUrl: 'https://sentry.io/orgredirect/organizations/:orgslug/settings/projects/',
    source: 'https://docs.sentry.io/concepts/key-terms/dsn-explainer/',
    keywords: ['sentry', '_dsn', 'dsn='],
    pattern:
      /https?:\/\/[0-9a-f]{32}:(?<secret>[0-9a-f]{32})@[\w.-]{4,80}(?::\d{2,5})?\/(?:[\w-]{1,40}\/){0,3}\d{1,20}(?!\d)/g,
    reach: { before: 200, after: 300 },
    minEntropy: 3,
    samples: {
      hit: [
        'SENTRY_DSN=https://f821e342c1ecd4cad6b3ba01756c8c30:59eaa890cefc2c90663e15ae0b2f0e64@sentry.io/1234567',
        "Raven.config('https://6baa02fe2bad4896b21f99464f715a7b:aa3451efe6424578b4972bf87e75234e@sentry.acme.io/12').install();",
      ],
      clean: [
        'SENTRY_DSN=https://2e36d6772c773a5948880db478bc3874@o45.ingest.sentry.io/1234567',
        'SENTRY_DSN=https://public:secret@sentry.io/1',
      ],
    },
  },
];

/** Between prefix and secret, an organization token says in JSON which organization it belongs to. */
function namesOrganization({ groups }: Parameters<Check>[0]): ReturnType<Check> {
  const facts = Buffer.from(groups.facts ?? '', 'base64').toString('latin1');
  return facts.startsWith('{') && facts.endsWith('}') && facts.includes('"org"') ? undefined : 'low';
}
