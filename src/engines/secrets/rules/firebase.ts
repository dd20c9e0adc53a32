import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Keys of Firebase. */
export const firebaseRules: readonly Rule[] = [
  {
    id: 'firebase-database-secret',
    name: 'Firebase Realtime Database secret',
    provider: 'Firebase',
    why: 'Anyone with it can read and write the whole database, past all security rules.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Delete the secret in the list of service accounts of the project.',
    revokeUrl: 'https://console.firebase.google.com/project/_/settings/serviceaccounts/databasesecrets',
    source: 'https://firebase.google.com/docs/database/rest/auth#legacy_tokens',
    keywords: ['firebase'],
    pattern: assigned('(?<![a-z])firebase[\\w.-]{0,20}(?:secret|auth[_.-]?token)', '[A-Za-z0-9]{40}'),
    minEntropy: 4,
    samples: {
      hit: [
        'FIREBASE_DATABASE_SECRET=Wx08BNvnuTQP8bQhjAezqNKogwaZslOkAUyL7aJj',
        "firebaseSecret: 'lUaqva74ZLEwT6ARzoB80h6NQDoMXvrlQDiaZK8P',",
      ],
      clean: [
        'FIREBASE_DATABASE_SECRET=K0C3aKqX1sMBOL2N1lCY6i11sveK3z',
        'FIREBASE_APP_ID=8wOdAlKrYq0TzvUqBCJ2yVnbeEqky2wRevOL1mBV',
        'FIREBASE_SECRET=$FIREBASE_SECRET',
      ],
    },
  },
  {
    id: 'firebase-cloud-messaging-server-key',
    name: 'Firebase Cloud Messaging server key (legacy)',
    provider: 'Firebase',
    why: 'Anyone with it could send messages to every user of the app; Google has been shutting its interface down since 2024.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Disable the Cloud Messaging API (legacy) of the project, and send through its successor.',
    revokeUrl: 'https://console.firebase.google.com/project/_/settings/cloudmessaging',
    source: 'https://firebase.google.com/docs/cloud-messaging/migrate-v1',
    keywords: [':apa91b'],
    pattern: /(?<![A-Za-z0-9_-])AAAA[A-Za-z0-9_-]{7}:APA91b[A-Za-z0-9_-]{134}(?![A-Za-z0-9_-])/g,
    reach: { before: 16, after: 160 },
    samples: {
      hit: [
        'FCM_SERVER_KEY=AAAALhZ8mpU:APA91bt_nxD_uTfOqf1ZoQ-5SIfKFVLFTrw0SzaX_UYF8X2w0krglW6Jjyej67s23hok2qdlql7qNcz9M-cGQO7vdbx4hKlsRIsf5QfqfaPFB-NW1w-LO_rXU_DCnLv2SUoyyED0jmVa',
        "headers: { Authorization: 'key=AAAAnx5Y87a:APA91b8BU2aAzQmER5K2n3mydJfppEg-7Hu08xC2PpXFE4zVUIYAbYLRotsTeuOqHJdL01e8c8PpIjuw2RSJ50PkrlvD6v_m6hQmygdvwlCVu4sUEeU2EQwUOc-Oy106UXEeGjqhpZlb' }",
      ],
      clean: [
        'device = "dL1zB1KrDr3fYElDEjAr30:APA91b3XsRXLD0atEcyAFf0kKTT-WWQr1UaAexRn-VssENZKS8c1mFftEBg4IDZpl0KXCgt5_vOG_rePf9RxtwSu-qRn64zCLZye36rWD21AxzKn-zFaBiC1nfp3DDlRbhju_wr2JhaF"',
        'FCM_SERVER_KEY=AAAAl83ImDv:APA91bZ6FlBcIvF7I8FXYfjnPaU3quJye3CrcX3sFYHMXGIGqXCrwGHI57kvGekllBkI4FCgYjjefRrwTmk48A',
        'FCM_SERVER_KEY=AAAAxxxxxxx:APA91b...',
      ],
    },
  },
];
