import type { Rule } from '../rule';

/** Tokens of Dropbox that are recognizable without its name near them. */
export const dropboxTokensRules: readonly Rule[] = [
  {
    id: 'dropbox-long-lived-api-token',
    name: 'Dropbox long-lived access or refresh token',
    provider: 'Dropbox',
    why: "Anyone with it can read and write the app's files; it does not expire.",
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke it through the API (/2/auth/token/revoke), or disconnect the app from the account.',
    revokeUrl: 'https://www.dropbox.com/account/connected_apps',
    source: 'https://developers.dropbox.com/oauth-guide',
    keywords: ['aaaaaaaaaa'],
    pattern: /(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{11}AAAAAAAAAA[A-Za-z0-9_-]{43}(?![A-Za-z0-9_=-])/g,
    reach: { before: 40, after: 80 },
    minEntropy: 4,
    samples: {
      hit: [
        'DROPBOX_ACCESS_TOKEN=XdbOawCBQ1KAAAAAAAAAAu0v7lkzuIleVbegU2BzERR_qHbGo_JQpNH-aO_UrtZa',
        'curl -H "Authorization: Bearer ygHDyNXRfI8AAAAAAAAAAPXIrud7Z6atfP-FQbji8oUIuUE51mSR2wOMdW5y8UZb" https://api.dropboxapi.com/2/files/list_folder',
      ],
      clean: [
        'DROPBOX_ACCESS_TOKEN=zApWJilKRleAAAAAAAAAAgC8cevk51dqAckar2ulnSBNMr7C1Ql',
        'png = "iVBOR9JlpbOCZB9dULMz7NRVCcdM3g398PcOybBSesS5aAAAAAAAAAAS298wbXCXL3NUI0sNTFfYtPGPByhxv4xAVanQz81QLmHXgib47qroomrgGeY"',
        'DROPBOX_ACCESS_TOKEN=AAAAAAAAAAAAAAAAAAAAAAAA',
      ],
    },
  },
];
