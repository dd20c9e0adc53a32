import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule, Suspect } from '../rule';

/** Access tokens and signing secrets of Intercom. */
export const intercomRules: readonly Rule[] = [
  {
    id: 'intercom-access-token',
    name: 'Intercom access token',
    provider: 'Intercom',
    why: "Anyone with it can read and write the workspace's customers, conversations and articles.",
    severity: 'critical',
    confidence: 'high',
    revoke: "Regenerate the token of the app in Intercom's developer hub.",
    revokeUrl: 'https://app.intercom.com/a/apps/_/developer-hub',
    source: 'https://developers.intercom.com/docs/build-an-integration/learn-more/authentication',
    keywords: ['dg9ro'],
    pattern: /(?<![\w+/])dG9rO[jm][A-Za-z0-9+/]{50,60}={0,2}(?![\w+/=])/g,
    check: isIntercomToken,
    samples: {
      hit: [
        'INTERCOM_ACCESS_TOKEN=dG9rOjAwNzIxNmQ4X2E1MmJfN2M5YV8xNWVmXzUyZDQyMDFhOTg2NToxOjA=',
        "curl -H 'Authorization: Bearer dG9rOjRlMWNiZTA2X2I3ZTRfZTlhMF8xYTM1X2QzNzM3NjNlMDU5YToxOjA=' https://api.intercom.io/me",
      ],
      clean: [
        'INTERCOM_ACCESS_TOKEN=dG9rOjiNJBQbMp0lmAA3n5elcW=',
        'data: dG9rOjhOT+Ar2PNvL5Zt/zzcpgxq7bE+sTY6CnMW+cnTc8Vlg2vnrrvKy7q1==',
        'token = os.environ["INTERCOM_ACCESS_TOKEN"]',
      ],
    },
  },
  {
    id: 'intercom-secret',
    name: 'Intercom identity verification or client secret',
    provider: 'Intercom',
    why: 'Anyone with it can pass for any user in the Messenger and forge what the app receives from Intercom.',
    severity: 'high',
    confidence: 'medium',
    revoke: "Rotate the secret under Settings, Messenger, Security, or in the app's basic information.",
    revokeUrl: 'https://app.intercom.com/a/apps/_/settings/channels/messenger/security',
    source: 'https://www.intercom.com/help/en/articles/183-set-up-identity-verification-for-web-and-mobile',
    keywords: ['intercom'],
    pattern: assigned(
      'intercom[\\w.-]{0,20}secret',
      '[A-Za-z0-9_-]{40}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}',
    ),
    minEntropy: 3,
    check: mixedCharacters,
    samples: {
      hit: [
        'INTERCOM_SECRET_KEY="2rGJjDpWOqB7YHQWqcsSUcnYSkBKBotxwrZqAc8p"',
        "intercomClientSecret: 'e65ae94c-710d-4fe5-a0b5-5443501c1a52',",
      ],
      clean: [
        'INTERCOM_SECRET_KEY="LDXiATgrqHCvHSm4jc1D1iyE"',
        'INTERCOM_APP_ID=fukiycef',
        'INTERCOM_SECRET_KEY=process.env.INTERCOM_SECRET_KEY',
      ],
    },
  },
];

/** An access token is base64 of "tok:", an identifier with underscores, and two numbers. */
function isIntercomToken({ secret }: Suspect): 'high' | 'no' {
  const plain = Buffer.from(secret, 'base64').toString('latin1');
  return /^tok:[0-9a-f_]{30,40}:\d{1,3}:\d{1,3}$/.test(plain) ? 'high' : 'no';
}
