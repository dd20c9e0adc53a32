import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of MessageBird, now Bird. */
export const messagebirdRules: readonly Rule[] = [
  {
    id: 'messagebird-access-key',
    name: 'MessageBird access key',
    provider: 'MessageBird',
    why: "Anyone with a live key can send messages on the account's bill and read what was sent.",
    severity: 'high',
    confidence: 'medium',
    revoke: 'Delete the key under Developers, API access.',
    revokeUrl: 'https://dashboard.messagebird.com/en/developers/access',
    source: 'https://developers.messagebird.com/api/#authentication',
    keywords: ['messagebird', 'message_bird', 'message-bird'],
    pattern: assigned('message[_-]?bird', '(?:(?:live|test)_)?[A-Za-z0-9]{25}'),
    minEntropy: 3.3,
    check: mixedCharacters,
    samples: {
      hit: [
        'MESSAGEBIRD_API_KEY=7Xcl680Bw1CuUjA3uJ3y0VRYW',
        "$messagebird_key => 'live_C4x5BZBk56Utz4vEYIjug7EOr',",
      ],
      clean: [
        'MESSAGEBIRD_API_KEY=whfrnwAFy2D9',
        'MESSAGEBIRD_CLIENT_ID=cb80accb-4bbf-495b-9901-b61a9e4654e2',
        'MESSAGEBIRD_API_KEY=$MB_KEY',
      ],
    },
  },
  {
    id: 'messagebird-header-key',
    name: 'MessageBird access key in a request',
    provider: 'MessageBird',
    why: "Anyone with a live key can send messages on the account's bill and read what was sent.",
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the key under Developers, API access.',
    revokeUrl: 'https://dashboard.messagebird.com/en/developers/access',
    source: 'https://developers.messagebird.com/api/#authentication',
    keywords: ['accesskey'],
    pattern: /AccessKey {1,4}(?<secret>(?:(?:live|test)_)?[A-Za-z0-9]{25})(?![\w+/-])/g,
    minEntropy: 3.3,
    samples: {
      hit: [
        "curl -H 'Authorization: AccessKey BQjNgOTPpOMIJooFK4QB3hfBW' https://rest.messagebird.com/balance",
        "headers: { Authorization: 'AccessKey test_HIu1iM4mPfyumIkqDggXviKkf' }",
      ],
      clean: ['Authorization: AccessKey 0FBFLwJ4hb', 'Authorization: AccessKey $KEY'],
    },
  },
];
