import type { Rule } from '../rule';

const SOURCE = 'https://docs.doppler.com/reference/auth-token-formats';
const TOKENS = 'https://dashboard.doppler.com/workplace/tokens';

/** Doppler. It stores secrets, so its token gives access to all of them. */
export const dopplerRules: readonly Rule[] = [
  {
    id: 'doppler-api-token',
    name: 'Doppler personal, CLI or service account token',
    provider: 'Doppler',
    why: 'Anyone with it can read and change the secrets of every project that its owner can.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the token in the dashboard, then change the secrets that it could read.',
    revokeUrl: TOKENS,
    source: SOURCE,
    keywords: ['dp.pt.', 'dp.ct.', 'dp.sa.', 'dp.said.'],
    pattern: /(?<![A-Za-z0-9_.])dp\.(?:pt|ct|sa|said)\.[A-Za-z0-9]{40,44}(?![A-Za-z0-9])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'DOPPLER_TOKEN=dp.pt.jpGL2NDlXtYp4AzfT7wiKZSwH3HpBgZ2PYnf5Og4Xlp',
        'doppler run --token dp.sa.uEEPmBcNRYgxFJFtq7uDxy6P6U0wfOKGLkDnKAB2Ot6',
        "token: 'dp.ct.SRVSMF4i2dY4tQSpBIcVXoMtNijrQyr2DnVHA5Z8Nyf'",
      ],
      clean: [
        'DOPPLER_TOKEN=dp.pt.9aiNQfJfHm3qGhW0Wk2K',
        'tdp.pt.AhW2td1UbcJkeUAjxdXk1hjKF2gcsNN1PP5TqmoD4Bj',
      ],
    },
  },
  {
    id: 'doppler-service-token',
    name: 'Doppler service token',
    provider: 'Doppler',
    why: 'Anyone with it can read, and perhaps change, all secrets of one environment of a project.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke the token under Access of the environment, then change the secrets that it could read.',
    revokeUrl: 'https://dashboard.doppler.com/workplace/projects',
    source: SOURCE,
    keywords: ['dp.st.'],
    pattern: /(?<![A-Za-z0-9_.])dp\.st\.(?:[a-z0-9_-]{2,35}\.)?[A-Za-z0-9]{40,44}(?![A-Za-z0-9])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'DOPPLER_TOKEN=dp.st.prd.zRHanUuJEq9q9ca11BtBm8mLItcPwE4JPa07DeZOEBn',
        '"dopplerToken": "dp.st.dev_backend.i7EntKeiZl4UnexQ4RNF9aQGXnKnJXMKuDbu3kj5akF"',
        'dp.st.9PPNhNtYHkJ0gEVzLDE2L8vVX7u7efJx6JrxnX9b7dF',
      ],
      clean: ['DOPPLER_TOKEN=dp.st.prd.xxxx', 'dp.st.prd.vKZwaS2Rm1raDSk0QElK'],
    },
  },
  {
    id: 'doppler-scim-or-audit-token',
    name: 'Doppler SCIM or audit token',
    provider: 'Doppler',
    why: 'Anyone with it can manage the workplace’s users (SCIM) or read its settings and logs (audit).',
    severity: 'high',
    confidence: 'high',
    revoke: 'Revoke the token in the dashboard.',
    revokeUrl: TOKENS,
    source: SOURCE,
    keywords: ['dp.scim.', 'dp.audit.'],
    pattern: /(?<![A-Za-z0-9_.])dp\.(?:scim|audit)\.[A-Za-z0-9]{40,44}(?![A-Za-z0-9])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'SCIM_TOKEN=dp.scim.dufVjnIEn1kFR0MdgOgja6xNglPQKpZSMkNp31onPhU',
        'Authorization: Bearer dp.audit.B1XRLOy7RfjszospP0rsY9ioy3pmlTcjQRWGpOXlzDw',
      ],
      clean: ['dp.scim.dh2Sdku2DlN5', 'dp.audit.log.append(entry)'],
    },
  },
];
