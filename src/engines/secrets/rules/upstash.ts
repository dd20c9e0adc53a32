import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Upstash. */
export const upstashRules: readonly Rule[] = [
  {
    id: 'upstash-rest-token',
    name: 'Upstash Redis or Vector REST token',
    provider: 'Upstash',
    why: 'Anyone with it can read, change and delete everything in the database.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Reset the credentials in the details of the database.',
    revokeUrl: 'https://console.upstash.com/',
    source: 'https://upstash.com/docs/redis/features/restapi',
    keywords: ['upstash', 'kv_rest_api'],
    pattern: assigned('(?:upstash|kv_rest_api)[\\w.-]{0,20}token', 'A[\\w-]{35,120}'),
    minEntropy: 4,
    check: mixedCharacters,
    samples: {
      hit: [
        'UPSTASH_REDIS_REST_TOKEN=AXwofnVMiFrnjyfHXjT0AKGEHUttmFKTDYEozNPO6VoPRhGsJrxY',
        'export UPSTASH_REDIS_REST_TOKEN="AX28yHJxDe8A78lKxZIOKpkTHB6Ptdkj9VbWc0nVZSvjfsPe7LkP"',
      ],
      clean: [
        'UPSTASH_REDIS_REST_TOKEN=$UPSTASH_REDIS_REST_TOKEN',
        'UPSTASH_REDIS_REST_TOKEN=AXshsYXn1efAuppUhuN2OH6fVXJ',
      ],
    },
  },
  {
    id: 'upstash-management-key',
    name: 'Upstash management API key',
    provider: 'Upstash',
    why: 'Together with the address of its owner, anyone can create and delete their databases and read the credentials.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Delete the key in the account settings and create a new one.',
    revokeUrl: 'https://console.upstash.com/',
    source: 'https://upstash.com/docs/devops/developer-api/introduction',
    keywords: ['upstash'],
    pattern: assigned(
      'upstash[\\w.-]{0,20}key',
      '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
    ),
    minEntropy: 3,
    samples: {
      hit: [
        'UPSTASH_API_KEY=c1dee285-def4-4336-a28f-5f5601b26ede',
        'upstash_api_key = "cc1001c8-b2fc-4c9d-aef5-c6ea3099195c"',
      ],
      clean: ['UPSTASH_API_KEY=$UPSTASH_API_KEY', 'UPSTASH_API_KEY=74845737-cd22-4135-a776-365a0717b'],
    },
  },
  {
    id: 'upstash-qstash-token',
    name: 'Upstash QStash token',
    provider: 'Upstash',
    why: 'Anyone with it can send messages through the queue to every address, and read those that wait.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Roll the token in the QStash console.',
    revokeUrl: 'https://console.upstash.com/',
    source: 'https://upstash.com/docs/qstash/howto/roll-token',
    keywords: ['eyjvc2vysuqioi'],
    pattern: /(?<!\w)eyJVc2VySUQiOi[0-9A-Za-z+/]{80,200}={0,2}(?![\w+/=])/g,
    samples: {
      hit: [
        'QSTASH_TOKEN=eyJVc2VySUQiOiJhN2E3NjQwZC0zMjRjLTQxOTMtYTAxYS05YjFiYjUyZjlkMDEiLCJQYXNzd29yZCI6ImQ4ZDMyM2NhNGFiNGVkNGQ3NjQ5ZjVhZWE3Mzg0MzBhIn0=',
        '"qstashToken": "eyJVc2VySUQiOiI4OGY5MDc0MS1lNTM2LTQyNWYtYWE0My04YjZiNWQwNjZlOGQiLCJQYXNzd29yZCI6IjQ4MTBkZGRmMWMzNDQzOTQ1OGNlZGZiNGU4YjlhMjY2In0="',
      ],
      clean: [
        'QSTASH_TOKEN=$QSTASH_TOKEN',
        'QSTASH_TOKEN=eyJVc2VySUQiOiI5YWE2NjhmMi0zMDA4LTQ1MzItYTYzMi1kOGQ3ZWM0Y2',
      ],
    },
  },
  {
    id: 'upstash-qstash-signing-key',
    name: 'Upstash QStash signing key',
    provider: 'Upstash',
    why: 'Anyone with it can forge messages to the endpoint.',
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Roll the signing keys in the QStash console.',
    revokeUrl: 'https://console.upstash.com/',
    source: 'https://upstash.com/docs/qstash/howto/signature',
    keywords: ['signing_key', 'signingkey', 'signing-key', 'signing.key'],
    pattern: assigned('(?:current|next)[_.-]?signing[_.-]?key', 'sig_[0-9A-Za-z]{26,32}'),
    minEntropy: 3.5,
    samples: {
      hit: [
        'QSTASH_CURRENT_SIGNING_KEY=sig_97b43zOkyzsxmDYcEo3NLRLH7HsE',
        'qstash_current_signing_key: sig_X32aGZeDYmchgLFqBgGYaJovN5bC',
      ],
      clean: [
        'QSTASH_CURRENT_SIGNING_KEY=$QSTASH_CURRENT_SIGNING_KEY',
        'QSTASH_CURRENT_SIGNING_KEY=sig_3CvEJOitCiZ9DdxWk1C7',
      ],
    },
  },
];
