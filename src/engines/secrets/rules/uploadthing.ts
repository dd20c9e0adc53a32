import type { Rule } from '../rule';

/** Credentials of UploadThing. */
export const uploadthingRules: readonly Rule[] = [
  {
    id: 'uploadthing-secret',
    name: 'UploadThing secret key',
    provider: 'UploadThing',
    why: 'Anyone with it can list, replace and delete the files of the application.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Regenerate the key on the API keys page.',
    revokeUrl: 'https://uploadthing.com/dashboard',
    source: 'https://docs.uploadthing.com/concepts/auth-security',
    keywords: ['sk_live_'],
    pattern: /(?<!\w)sk_live_[0-9a-f]{64}(?!\w)/g,
    samples: {
      hit: [
        'UPLOADTHING_SECRET=sk_live_706f21b7c96fff090291ba62867345e8e8641db6c8a4b2be7a3df015c59e327c',
        'uploadthing_secret: sk_live_96bc9632aa4fddc57998a5fc449e8107327ff842a92952de97d43ddff75388a2',
      ],
      clean: [
        'UPLOADTHING_SECRET=$UPLOADTHING_SECRET',
        'UPLOADTHING_SECRET=sk_live_0ed38fc69f53f0fe6c27da40fa8d711365e0a1f0f7938c37129a193f4c347',
      ],
    },
  },
  {
    id: 'uploadthing-token',
    name: 'UploadThing token',
    provider: 'UploadThing',
    why: 'Anyone with it can list, replace and delete the files of the application.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Regenerate the key on the API keys page.',
    revokeUrl: 'https://uploadthing.com/dashboard',
    source: 'https://docs.uploadthing.com/concepts/auth-security',
    keywords: ['eyjhcgllzxkioijza19sax'],
    pattern: /(?<!\w)eyJhcGlLZXkiOiJza19saX[0-9A-Za-z+/]{100,400}={0,2}(?![\w+/=])/g,
    samples: {
      hit: [
        'UPLOADTHING_TOKEN=eyJhcGlLZXkiOiJza19saXZlXoV9/ruHGh6IwoFTMPi4DzWA/SjZqm1+TAKeyAiAgaBR6NxE5dY+TQNdlSb359tP8fgT6jYVW6RQnzVewBYVtZcSmAFCIoeIlXYfaDqDc8bGZq2OR8uQYv9UtZGEt7J2mZgSbyg/4sxJGfbi0ObeaEo',
        "const uploadthingToken = 'eyJhcGlLZXkiOiJza19saXZlXT6GqVZXFLVSx9wkwHa7DITif+3oakCel+pr8YsDXshUeYhz3HyB4WJTHzP73MNYdfiKGsZZEL8+TrLJIjTbrI8MTC8HCy/i248OkbhIPMLeL0e7G7SkkW5teQ6R/2OqSNnPjFVOr87jOJPMytLLpP0';",
      ],
      clean: [
        'UPLOADTHING_TOKEN=$UPLOADTHING_TOKEN',
        'UPLOADTHING_TOKEN=eyJhcGlLZXkiOiJza19saXZlXujBDc/3ga3csrxS7YUMBB/QeDP+M6aYsx0BVEQtI0is9RZ4+HOLVHp9siX3B',
      ],
    },
  },
];
