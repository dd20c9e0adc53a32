import type { Rule } from '../rule';

/** Anthropic. */
export const anthropicRules: readonly Rule[] = [
  {
    id: 'anthropic-api-key',
    name: 'Anthropic API key',
    provider: 'Anthropic',
    why: 'Anyone with it can use the API at its owner’s cost and read the workspace’s files and batches.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Disable and delete the key in the console.',
    revokeUrl: 'https://console.anthropic.com/settings/keys',
    source: 'https://docs.anthropic.com/en/api/overview',
    keywords: ['sk-ant-api'],
    pattern: /(?<![A-Za-z0-9_-])sk-ant-api\d{2}-[A-Za-z0-9_-]{80,120}(?![A-Za-z0-9_-])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'ANTHROPIC_API_KEY=sk-ant-api03-eV1QKFUN2kC10BWJn1ctQJHDQbFr4MJJIh7I6UpG8nc1fRyt_fR2OVwlgfBnhB02hNNRqg76lE1YJ3MMm1qCMJiyjErJ1AA',
        "new Anthropic({ apiKey: 'sk-ant-api03-GXeGo33npefFDHy_GaPWYKi3yvJvExNfr_I7A5S6fHRfiqISQcg2icOg2Qvx9CQFxreuP0PmZHxoUgG7T8I7CnB99rN98AA' })",
      ],
      clean: ['ANTHROPIC_API_KEY=sk-ant-api03-...', 'sk-ant-api03-JKpmJ2Kxxlro3AeEfQaCHp27sLMA7Z'],
    },
  },
  {
    id: 'anthropic-admin-api-key',
    name: 'Anthropic admin API key',
    provider: 'Anthropic',
    why: 'Anyone with it can manage the organization’s members, workspaces and API keys.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the admin key in the console.',
    revokeUrl: 'https://console.anthropic.com/settings/admin-keys',
    source: 'https://docs.anthropic.com/en/api/administration-api',
    keywords: ['sk-ant-admin'],
    pattern: /(?<![A-Za-z0-9_-])sk-ant-admin\d{2}-[A-Za-z0-9_-]{80,120}(?![A-Za-z0-9_-])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'ANTHROPIC_ADMIN_KEY=sk-ant-admin01-C541rthvtV-EUFUHugLyvcxUQOGearugDW5H8nl4ujCGrn-QEt-PpSb-uamrtZMtYIc_fwwJsk-iKmt-cFHr9kJOFAlbXAA',
        '-H "x-api-key: sk-ant-admin01-5VcKGQ11Tm0GIgriXPTA6S0gomGjKNb8i2FkMiLx74sfVj8qUIUPu_L-FxhsP6c-2sDS0ogVzpUgpp1xD4WMM79v-nJFuAA"',
      ],
      clean: [
        'sk-ant-admin01-<key>',
        'risk-ant-admin01-MFnOP3TQg4EC0hTR5hOwGHsh3plfmJdoFAHt3B3wBbxeuuPUe3FuwF1FCEBcIEjUZN0KyIR7h5NSTJQZ2HZzKZcFaS',
      ],
    },
  },
  {
    id: 'anthropic-oauth-token',
    name: 'Anthropic OAuth or session token',
    provider: 'Anthropic',
    why: 'Anyone with it can use the account that it was signed in with, such as a Claude subscription.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Sign out of all sessions in the account’s settings, which revokes its tokens too.',
    revokeUrl: 'https://claude.ai/settings/account',
    source: 'https://docs.anthropic.com/en/docs/claude-code/iam',
    keywords: ['sk-ant-oat', 'sk-ant-ort', 'sk-ant-sid'],
    pattern: /(?<![A-Za-z0-9_-])sk-ant-(?:oat|ort|sid)\d{2}-[A-Za-z0-9_-]{80,140}(?![A-Za-z0-9_-])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'CLAUDE_CODE_OAUTH_TOKEN=sk-ant-oat01-Uu_gMWKMZ5jq18MkcultBzusVtrycwQHJBk0AfCcuvGENnKehe4aB1_nB8Uf7YzXrGH9NTsQgC8kNemlAUGpHBd9NU5DXAA',
        '"refreshToken": "sk-ant-ort01-NZQsjNjVAM3rqhicRXPhZQG9CdA-KYZv6nq4xxj6zVCp_-NIz69PKmJk87Iwj8bePorgwNq5BsyZNCnI3UpT8VtBZ7JeqAA"',
      ],
      clean: ['CLAUDE_CODE_OAUTH_TOKEN=sk-ant-oat01-…', 'sk-ant-oat01-0vgm7lYncYlWn64a2T4v'],
    },
  },
];
