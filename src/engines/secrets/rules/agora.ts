import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Agora. Its app ids are public: clients contain them. */
export const agoraRules: readonly Rule[] = [
  {
    id: 'agora-app-certificate',
    name: 'Agora app certificate or customer secret',
    provider: 'Agora',
    why: 'Anyone with it and the public app id can create tokens to join every call of the project.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Switch to the secondary certificate and delete this one in the console.',
    revokeUrl: 'https://console.agora.io/projects',
    source: 'https://docs.agora.io/en/video-calling/get-started/manage-agora-account',
    keywords: ['agora', 'app_certificate', 'appcertificate'],
    pattern: assigned('agora[\\w.\\-]{0,16}(?:certificate|cert|secret)|app_?certificate', '[0-9a-f]{32}'),
    minEntropy: 3,
    samples: {
      hit: [
        'AGORA_APP_CERTIFICATE=9feac93c91a2ae17bf518333f06958ee',
        "const appCertificate = 'ea36fe2611754f4d63d2322a686d4e48';",
      ],
      clean: ['AGORA_APP_ID=7454a9d55c1e4b9d69f6d1e76ade8ccc', 'AGORA_APP_CERTIFICATE=$CERT'],
    },
  },
];
