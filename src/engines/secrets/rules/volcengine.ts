import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Volcengine. */
export const volcengineRules: readonly Rule[] = [
  {
    id: 'volcengine-access-key-id',
    name: 'Volcengine access key ID',
    provider: 'Volcengine',
    why: 'It names a key of the cloud account; its secret is often nearby.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Disable and delete the key on the page of the key management.',
    revokeUrl: 'https://console.volcengine.com/iam/keymanage/',
    source: 'https://www.volcengine.com/docs/6291/65568',
    keywords: ['aklt'],
    pattern: /(?<!\w)AKLT[0-9A-Za-z]{43}(?!\w)/g,
    minEntropy: 3.8,
    check: mixedCharacters,
    samples: {
      hit: [
        'VOLC_ACCESSKEY=AKLTHrbx0fLm13KhW3gLvA5beh2XtrMVZXv7SOPwg3MhXTv',
        '"volcAccesskey": "AKLTsPFmVFwzn2JWdf7lqgJXMk3OzMzyM85vt5cvQi7divk"',
      ],
      clean: [
        'VOLC_ACCESSKEY=$VOLC_ACCESSKEY',
        'VOLC_ACCESSKEY=AKLTJ6IVYUSpVIh2igeLBCanNhhS7FX58MvscvgD3jeB',
      ],
    },
  },
  {
    id: 'volcengine-secret-key',
    name: 'Volcengine secret access key',
    provider: 'Volcengine',
    why: 'Together with its access key ID, anyone can act in the cloud for the account.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Disable and delete the key on the page of the key management.',
    revokeUrl: 'https://console.volcengine.com/iam/keymanage/',
    source: 'https://www.volcengine.com/docs/6291/65568',
    keywords: ['volc'],
    pattern: assigned('volc[\\w.-]{0,20}secret[\\w.-]{0,12}', '[0-9A-Za-z+/]{58,59}(?==)'),
    minEntropy: 4,
    samples: {
      hit: [
        'VOLC_SECRETKEY=6DrTTOO0aI0fozP4pPPsW/bvaaFl6pjGPidGHvuyV8ONk3lB+w+kbWMN19==',
        'volc_secretkey: BFMHXWR/PX83k42jImbzm6ueaOUn5LypxdhiwKr72Cg+wP5lErRiIZ5JpW==',
      ],
      clean: [
        'VOLC_SECRETKEY=$VOLC_SECRETKEY',
        'VOLC_SECRETKEY=a9XLVZNjrvAUPSCvSwp3jYbqG6bAorMfB6Pfpa5IaYMLtN',
      ],
    },
  },
];
