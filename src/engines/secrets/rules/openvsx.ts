import type { Rule } from '../rule';

/** Tokens of Open VSX. */
export const openvsxRules: readonly Rule[] = [
  {
    id: 'openvsx-access-token',
    name: 'Open VSX access token',
    provider: 'Open VSX',
    why: "Anyone with it can publish versions of the extensions of its owner's namespaces.",
    severity: 'critical',
    confidence: 'high',
    revoke: "Delete the token in the user's settings.",
    revokeUrl: 'https://open-vsx.org/user-settings/tokens',
    source: 'https://github.com/eclipse/openvsx/wiki/Publishing-Extensions',
    keywords: ['ovsxat_', 'ovsxp_'],
    pattern: /(?<![A-Za-z0-9_])ovsx(?:at|p)_[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-])/g,
    samples: {
      hit: [
        'OVSX_PAT=ovsxat_eac3eaab-6ceb-448b-b518-3a1a52a5eeb5',
        'npx ovsx publish -p ovsxp_d5fff664-32e7-48dc-86de-0fac262aa61d',
      ],
      clean: ['OVSX_PAT=ovsxat_59183f2b', 'OVSX_PAT=75ebcb33-b821-4173-9932-fd5feff585d7'],
    },
  },
];
