import { assigned } from '../patterns';
import type { Rule } from '../rule';

const APPS = 'https://www.dropbox.com/developers/apps';
const SOURCE = 'https://developers.dropbox.com/oauth-guide';

/** Dropbox’s apps; dropboxTokens.ts has its tokens. App keys are public: they stand in the address that users sign in on. */
export const dropboxRules: readonly Rule[] = [
  {
    id: 'dropbox-app-secret',
    name: 'Dropbox app secret',
    provider: 'Dropbox',
    why: 'With the public app key, anyone can redeem codes and refresh tokens as this app.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Reset the secret, or delete the app, in the app console.',
    revokeUrl: APPS,
    source: SOURCE,
    keywords: ['dropbox'],
    reach: { before: 64, after: 300 },
    pattern: assigned('dropbox[\\w.\\-]{0,16}secret|(?:client|app)_?secret', '[a-z0-9]{15}'),
    minEntropy: 3,
    samples: {
      hit: [
        'DROPBOX_APP_SECRET=atr1s6i5xloo3ra',
        "new Dropbox({ clientId: '984zs7fhl8aiatb', clientSecret: 'hjkvaw4vzf3en3k' })",
      ],
      clean: ['DROPBOX_APP_KEY=ckhnnj1xb1xd6ko', 'DROPBOX_APP_SECRET=$SECRET'],
    },
  },
];
