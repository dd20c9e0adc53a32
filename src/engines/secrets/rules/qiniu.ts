import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Qiniu. */
export const qiniuRules: readonly Rule[] = [
  {
    id: 'qiniu-secret-key',
    name: 'Qiniu secret key',
    provider: 'Qiniu',
    why: 'Together with the access key, anyone can read, replace and delete the files of the account.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Create a new key pair in the portal, then disable and delete this one.',
    revokeUrl: 'https://portal.qiniu.com/developer/user/key',
    source: 'https://developer.qiniu.com/kodo/3978/the-basic-concept',
    keywords: ['qiniu'],
    pattern: assigned('qiniu[\\w.-]{0,20}(?:secret|sk)[\\w.-]{0,8}', '[\\w-]{40}'),
    minEntropy: 4,
    check: mixedCharacters,
    samples: {
      hit: [
        'QINIU_SECRET_KEY=oCzJYvePCTKzxK-YC2sK7Z2TDXISKY5UQGTJxZUP',
        'qiniu_secret_key = "q-M76EG0v7t1tEGWsxeQeNSWD4hSV0E_a-tE99-T"',
      ],
      clean: ['QINIU_SECRET_KEY=$QINIU_SECRET_KEY', 'QINIU_SECRET_KEY=hpLQ5HvzTbBl9DcoutiafX1Ir0ED0buEmAn8v'],
    },
  },
];
