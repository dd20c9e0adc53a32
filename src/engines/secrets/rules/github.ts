import { CHECKSUM, checkBase62Crc32 } from '../checks/crc32';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

const FORMATS = 'https://github.blog/engineering/behind-githubs-new-authentication-token-formats/';
const TOKEN_TYPES =
  'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats';
/** The form that GitHub has issued so far: 22 characters, an underscore, 59 more. */
const FINE_GRAINED = /^github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}$/;

/** Tokens of GitHub that act for a user. */
export const githubRules: readonly Rule[] = [
  {
    id: 'github-pat',
    name: 'GitHub personal access token (classic)',
    provider: 'GitHub',
    why: 'Anyone with it can use every repository, organization and package that its owner can reach, within its scopes.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the token in the settings of the account that created it, and check its security log.',
    revokeUrl: 'https://github.com/settings/tokens',
    source: FORMATS,
    keywords: ['ghp_'],
    pattern: /(?<![A-Za-z0-9_])ghp_[A-Za-z0-9]{36}(?![A-Za-z0-9_])/g,
    check: checkBase62Crc32,
    evidence: CHECKSUM,
    samples: {
      hit: [
        'GITHUB_TOKEN=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',
        'git clone https://x-access-token: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@github.com/acme/shop.git',
        '  "token": "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",',
      ],
      clean: [
        'GITHUB_TOKEN=ghp_LTvWy4ofLiELmGbJnVfCpSgQ6i6G05Pg2PD',
        'name = "laughp_UhcdQYiUgehp4Yona7KUrZNx73BXtNt8uf3C"',
        'token: ghp_nWdr7MifNLm0MHeihVMKtLbcxQbcANp6zRLA_backup',
        'GITHUB_TOKEN=$GHP_TOKEN',
      ],
    },
  },
  {
    id: 'github-fine-grained-pat',
    name: 'GitHub fine-grained personal access token',
    provider: 'GitHub',
    why: 'Anyone with it can use the repositories and the permissions that it was made for, in the name of its owner.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the token in the settings of the account that created it, and check its security log.',
    revokeUrl: 'https://github.com/settings/personal-access-tokens',
    source: TOKEN_TYPES,
    keywords: ['github_pat_'],
    pattern: /(?<![A-Za-z0-9_])github_pat_[A-Za-z0-9_]{82}(?![A-Za-z0-9_])/g,
    minEntropy: 3.5,
    check: ({ secret }) => (FINE_GRAINED.test(secret) ? undefined : 'low'),
    samples: {
      hit: [
        'export GH_TOKEN="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"',
        'password: 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',
      ],
      clean: [
        'GH_TOKEN=github_pat_8eC40AFOsyu3GkVa7JmH02_0qxtUT86dlRNuYj4BzY2qrj6pCZWqE7UgkoSisL7w9hDl7aXCD',
        'const github_pat_name = process.env.GITHUB_PAT;',
      ],
    },
  },
  {
    id: 'github-oauth',
    name: 'GitHub OAuth access token',
    provider: 'GitHub',
    why: 'Anyone with it can act as the user who signed in to the application, within the scopes that were granted.',
    severity: 'critical',
    confidence: 'high',
    revoke:
      "Revoke the application's access in the user's settings; the GitHub CLI gets a new one by `gh auth login`.",
    revokeUrl: 'https://github.com/settings/applications',
    source: FORMATS,
    keywords: ['gho_'],
    pattern: /(?<![A-Za-z0-9_])gho_[A-Za-z0-9]{36}(?![A-Za-z0-9_])/g,
    check: checkBase62Crc32,
    evidence: CHECKSUM,
    samples: {
      hit: [
        '    oauth_token: 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',
        "headers: { Authorization: 'Bearer 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' }",
      ],
      clean: [
        'oauth_token: gho_Ge3YPVnxC5Q255zn9rIt4BHouc8eyaDZaP5yb',
        'const logho_n6ASGtV1bnDGsDB9QI7dx5UVW6N5ODQGKErc = 1;',
        'oauth_token: gho_token_of_the_user',
      ],
    },
  },
  {
    id: 'github-legacy-token',
    name: 'GitHub token of the form used before 2021',
    provider: 'GitHub',
    why: 'Tokens of this form still work unless their owner replaced them, and reach everything that their owner can.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Delete the token in the settings of the account that created it; a new one has the prefix ghp_.',
    revokeUrl: 'https://github.com/settings/tokens',
    source: FORMATS,
    keywords: ['github', 'gh_token', 'gh_pat', 'ghtoken'],
    pattern: assigned(
      '(?<![a-z])(?:github[\\w.-]{0,20}(?:token|pat|password|passwd|access[_.-]?key|api[_.-]?key)|gh_?(?:token|pat))',
      '[0-9a-f]{40}',
    ),
    minEntropy: 3,
    samples: {
      hit: [
        'HOMEBREW_GITHUB_API_TOKEN=c7a2f5224f7b01ccfbf956149ff41ca1df02aebd',
        "githubToken: '6cad65db1bfdd91538cf1b150b945d99e0b4dee1',",
        'github.oauth.token = "860f0609c770a3158a22fa6b67093b872d634e82"',
      ],
      clean: [
        'GITHUB_SHA=115b05d45dfd7679e5cea1d7823dcd73a133130f',
        'GITHUB_TOKEN=6f39ef2f11e7af591b099183e360de56fbd2bab',
        'GITHUB_TOKEN={{ secrets.GITHUB_TOKEN }}',
      ],
    },
  },
];
