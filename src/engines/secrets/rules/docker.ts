import type { Rule } from '../rule';

/** Docker Hub. Another rule covers passwords in Docker’s configuration file. */
export const dockerRules: readonly Rule[] = [
  {
    id: 'docker-hub-pat',
    name: 'Docker Hub personal access token',
    provider: 'Docker',
    why: 'With its owner’s user name, anyone can pull private images and, within its scope, push images that others run.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Deactivate or delete the token in the account settings.',
    revokeUrl: 'https://app.docker.com/settings/personal-access-tokens',
    source: 'https://docs.docker.com/security/access-tokens/',
    keywords: ['dckr_pat_'],
    pattern: /(?<![A-Za-z0-9_])dckr_pat_[A-Za-z0-9_-]{27}(?![A-Za-z0-9_-])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'echo dckr_pat_2EUhaFshrtLZsJdOrjmjs0eO3eb | docker login -u acme --password-stdin',
        'DOCKER_PASSWORD=dckr_pat_iCnMyf53K0dFKkxhryvHKbMTFuc',
      ],
      clean: ['DOCKER_PASSWORD=dckr_pat_eQ8Bt4TG30FiHuzbvoPP', 'xdckr_pat_FIxZbjrmLp1g0d8P3gCguURsxim'],
    },
  },
  {
    id: 'docker-hub-oat',
    name: 'Docker Hub organization access token',
    provider: 'Docker',
    why: 'With the organization’s name, anyone can pull and, within its scopes, push the organization’s images.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Deactivate or delete the token in the organization’s settings.',
    revokeUrl: 'https://app.docker.com/',
    source: 'https://docs.docker.com/enterprise/security/access-tokens/',
    keywords: ['dckr_oat_'],
    pattern: /(?<![A-Za-z0-9_])dckr_oat_[A-Za-z0-9_-]{24,40}(?![A-Za-z0-9_-])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'DOCKER_PASSWORD=dckr_oat_SJrg_vHYPK93QFfwnLasnL27NaztWraL',
        'password: dckr_oat_FPKkD7L7I9CMCRdrROSwBxheWT_k_Kjx',
      ],
      clean: ['DOCKER_PASSWORD=dckr_oat_AXAYLGTm11TG', 'xdckr_oat_aDYNToVN090XQL5LBaM5IBQVUPmugWtq'],
    },
  },
];
