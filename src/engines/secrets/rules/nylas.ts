import type { Rule } from '../rule';

/** Keys of Nylas. */
export const nylasRules: readonly Rule[] = [
  {
    id: 'nylas-api-key',
    name: 'Nylas API key',
    provider: 'Nylas',
    why: 'Anyone with it can read and send the e-mail of every connected mailbox.',
    severity: 'critical',
    confidence: 'high',
    revoke: "Delete the key in the application's settings.",
    revokeUrl: 'https://dashboard-v3.nylas.com',
    source: 'https://developer.nylas.com/docs/v3/auth/',
    keywords: ['nyk_v0_'],
    pattern: /(?<![A-Za-z0-9_])nyk_v\d_[A-Za-z0-9]{60,70}(?![A-Za-z0-9_])/g,
    minEntropy: 3.8,
    samples: {
      hit: [
        'NYLAS_API_KEY=nyk_v0_LLhtXEybBxuHrxMhFNX70MfwPF7SzhgHejqc9GLJeuFT883PyI8hfMGAXx14zus9',
        'nylas = Client("nyk_v0_ByrcshR6CE7QHzTpKQ2CT1jY9viF3tgca2CXUjAuNqfQ0etc060tHqvqUi7RroyG", "https://api.us.nylas.com")',
      ],
      clean: ['NYLAS_API_KEY=nyk_v0_F116bWa6GS', 'NYLAS_API_KEY=nyk_v0_...'],
    },
  },
];
