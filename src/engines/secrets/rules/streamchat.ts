import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Stream. */
export const streamchatRules: readonly Rule[] = [
  {
    id: 'streamchat-api-secret',
    name: 'Stream API secret',
    provider: 'Stream',
    why: 'Anyone with it can create tokens for every user, and read and change all chats.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Regenerate the secret in the dashboard of the application.',
    revokeUrl: 'https://dashboard.getstream.io/',
    source: 'https://getstream.io/chat/docs/node/tokens_and_authentication/',
    keywords: ['stream'],
    pattern: assigned('(?:get)?stream(?:io)?[\\w.-]{0,20}secret', '[0-9a-z]{64}'),
    minEntropy: 3.8,
    check: mixedCharacters,
    samples: {
      hit: [
        'STREAM_API_SECRET=9buxcwppd6v25hvemawk5wz92d3x2wlvcf6u3xsz8akjtui37q6d59n287fh9xjx',
        'export STREAM_API_SECRET="ojz298nldkh8dkw8cfherljl28ifjapyt2n77gopv6sn5d8b1i8hpqia0sq2er96"',
      ],
      clean: [
        'STREAM_API_SECRET=$STREAM_API_SECRET',
        'STREAM_API_SECRET=u1h63u6fx2drlsisejzlf9986e2782ohharm1hsdm8tnie186b1zcbve97u40',
      ],
    },
  },
];
