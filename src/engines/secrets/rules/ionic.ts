import type { Rule } from '../rule';

/** Tokens of Ionic Appflow. */
export const ionicRules: readonly Rule[] = [
  {
    id: 'ionic-token',
    name: 'Ionic Appflow personal access token',
    provider: 'Ionic',
    why: 'Anyone with it can build and deploy the apps of its owner.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the token in the personal settings of Appflow.',
    revokeUrl: 'https://dashboard.ionicframework.com/settings/personal-access-tokens',
    source: 'https://ionic.io/docs/appflow/personal-access-tokens',
    keywords: ['ion_'],
    pattern: /(?<![A-Za-z0-9_])ion_[A-Za-z0-9]{42}(?![A-Za-z0-9_])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'IONIC_TOKEN=ion_5OKX2Ou9Mal6okIepU7DskSoXXDY1Mq9PmOtlLGEfX',
        '- run: appflow build ios --token ion_4NBdr9M3YsmdsiHRVJeqUymo7VG4OdYWmEkLvQz2xU',
      ],
      clean: [
        'IONIC_TOKEN=ion_UiCBLIMluNfc6eWSjjlU9zFkyQxZmV',
        'version_23Za3iq24dJ8GLPTtl7YGAZY83wtCLmEX6xhOLRqNI = 1',
        'IONIC_TOKEN=$IONIC_PERSONAL_TOKEN',
      ],
    },
  },
];
