import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Tencent Cloud. */
export const tencentRules: readonly Rule[] = [
  {
    id: 'tencent-secret-key',
    name: 'Tencent Cloud SecretKey',
    provider: 'Tencent Cloud',
    why: 'Together with the SecretId, anyone can act in the cloud for the account that it belongs to.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Disable and delete the key in the access management and create a new one.',
    revokeUrl: 'https://console.tencentcloud.com/cam/capi',
    source: 'https://www.tencentcloud.com/document/product/598/32675',
    keywords: ['tencent', 'qcloud', 'akid'],
    pattern: assigned('(?:tencent|qcloud)[\\w.-]{0,20}secret[_.-]?key', '[0-9A-Za-z]{32}'),
    minEntropy: 3.8,
    check: mixedCharacters,
    samples: {
      hit: [
        'TENCENTCLOUD_SECRET_KEY=WIz8AS6vWjjlrwkxrZP2YxYZUjUZ7EPZ',
        'export TENCENTCLOUD_SECRET_KEY="5Gto84kO0XUZpx1Tz5kWIS36eI7BtBB2"',
      ],
      clean: [
        'TENCENTCLOUD_SECRET_KEY=$TENCENTCLOUD_SECRET_KEY',
        'TENCENTCLOUD_SECRET_KEY=iBvQEdSZtpkyKHtjqlUmzmClN9Dq4',
      ],
    },
  },
  {
    id: 'tencent-secret-id',
    name: 'Tencent Cloud SecretId',
    provider: 'Tencent Cloud',
    why: 'It names a key of the cloud account; its SecretKey is often nearby.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Disable and delete the key in the access management and create a new one.',
    revokeUrl: 'https://console.tencentcloud.com/cam/capi',
    source: 'https://www.tencentcloud.com/document/product/598/32675',
    keywords: ['akid'],
    pattern: /(?<!\w)AKID[0-9A-Za-z]{32}(?!\w)/g,
    minEntropy: 3.8,
    check: mixedCharacters,
    samples: {
      hit: [
        'TENCENTCLOUD_SECRET_ID=AKIDluQs2rmzc77atzH4DK9tLZ1mEKVkBucJ',
        'tencentcloud_secret_id = "AKIDpGHF2QkduEzAXXdu4SnYuJ3hxuhbITIA"',
      ],
      clean: [
        'TENCENTCLOUD_SECRET_ID=$TENCENTCLOUD_SECRET_ID',
        'TENCENTCLOUD_SECRET_ID=AKIDPEgiLzTUQFiN3zHR3VYr2qBy17rVs',
      ],
    },
  },
];
