import type { Rule } from '../rule';

const PREFIXES = 'https://docs.gitlab.com/security/tokens/#token-prefixes';

/** Tokens of GitLab with a single purpose: deployment, feeds, mail, lists of members. */
export const gitlabPurposesRules: readonly Rule[] = [
  {
    id: 'gitlab-deploy-token',
    name: 'GitLab deploy token',
    provider: 'GitLab',
    why: "Anyone with it and its user name can read the project's or group's repositories and packages, or publish some.",
    severity: 'high',
    confidence: 'high',
    revoke: 'Revoke the token in the repository settings of the project or group.',
    revokeUrl: 'https://docs.gitlab.com/user/project/deploy_tokens/#revoke-a-deploy-token',
    source: PREFIXES,
    keywords: ['gldt-'],
    pattern: /(?<![A-Za-z0-9_])gldt-[A-Za-z0-9_-]{20}(?![A-Za-z0-9_-])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'docker login -u deploy -p gldt-NJja8a63MTFYiGdrLuuK registry.gitlab.com',
        '"password": "gldt-lEPgFD31RjBIdK-vKEuf"',
      ],
      clean: [
        'password: gldt-BXgSSs0JK3C17bEcKpO',
        'password: gldt-E5BYVD9fEDnAvRf83Fc5CsD1M8SIJD6m',
        'password: agldt-9BYkcnDgEQ2FVqo5FyHH',
      ],
    },
  },
  {
    id: 'gitlab-feed-token',
    name: 'GitLab feed token',
    provider: 'GitLab',
    why: 'Anyone with it can read the activity, calendar and issue feeds of its owner, private projects included.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Reset the feed token in the settings of the account.',
    revokeUrl: 'https://gitlab.com/-/user_settings/personal_access_tokens',
    source: PREFIXES,
    keywords: ['glft-'],
    pattern: /(?<![A-Za-z0-9_])glft-(?:[A-Za-z0-9_-]{20}|[0-9a-f]{64}-[0-9]{1,12})(?![A-Za-z0-9_-])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'https://gitlab.com/acme.atom?feed_token=glft-Eet8yBiDLEQy_6mLDl9v',
        'feed: glft-bd6835368fc36fd478e119f8e60582c0eb81dda1e12b43464fe65fb0330d9916-223127',
      ],
      clean: [
        'feed_token=glft-Kj5gZQ54PTak1m2',
        'feed_token=aglft-FUSGCX7hI7zmJRYKzsA6',
        'feed_token=glft-{token}',
      ],
    },
  },
  {
    id: 'gitlab-incoming-mail-token',
    name: 'GitLab incoming mail token',
    provider: 'GitLab',
    why: 'Anyone with it can make issues and merge requests by e-mail in the name of its owner.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Reset the incoming mail token in the settings of the account.',
    revokeUrl: 'https://gitlab.com/-/user_settings/personal_access_tokens',
    source: PREFIXES,
    keywords: ['glimt-'],
    pattern: /(?<![A-Za-z0-9_])glimt-[A-Za-z0-9_-]{25}(?![A-Za-z0-9_])/g,
    minEntropy: 3,
    samples: {
      hit: [
        'incoming+acme-shop-42-glimt-9mrx3rz8u9ezxmtxf6q9d80kc-issue@incoming.gitlab.com',
        'mail_token = "glimt-h6041sbxoovgf9m6omxti7c7u"',
      ],
      clean: [
        'mail_token = glimt-d1dv647nchh4xjm87obh',
        'mail_token = glimt-rjsrtm4ne5j8i7zf3l8rkhzhrl5l3rjrcj59079b',
        'mail_token = glimt-$TOKEN',
      ],
    },
  },
  {
    id: 'gitlab-scim-token',
    name: 'GitLab SCIM token',
    provider: 'GitLab',
    why: 'Anyone with it can add, change and remove the members of a group through its SCIM interface.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Reset the SCIM token in the single sign-on settings of the group.',
    revokeUrl: 'https://docs.gitlab.com/user/group/saml_sso/scim_setup/',
    source: PREFIXES,
    keywords: ['glsoat-'],
    pattern: /(?<![A-Za-z0-9_])glsoat-[A-Za-z0-9_-]{20}(?![A-Za-z0-9_-])/g,
    minEntropy: 3,
    samples: {
      hit: ['SCIM_TOKEN=glsoat-u1DsFyl1CH-CsCttsBeM', '{"token": "glsoat-k05gPZvFXcNqeNQejIAJ"}'],
      clean: [
        'SCIM_TOKEN=glsoat-3i4Ee2WOaC',
        'SCIM_TOKEN=xglsoat-CiKNR96GWpRAVwBPL6ZJ',
        'SCIM_TOKEN=glsoat-token',
      ],
    },
  },
];
