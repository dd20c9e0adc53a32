import { decodeBase64, isPlainText } from '../checks/base64';
import { weigh } from '../checks/weigh';
import { passwordRule } from '../passwordRule';
import type { Check, Rule } from '../rule';

/** Base64 of a password, or of `user:password`. */
const checkEncoded: Check = ({ secret, kind }) => {
  const decoded = decodeBase64(secret);
  if (decoded === undefined || !isPlainText(decoded)) return weigh(secret, kind);
  return weigh(decoded.slice(decoded.indexOf(':') + 1), kind);
};

const about = {
  provider: 'generic',
  why: 'Anyone with it can read the private packages of the registry, and usually publish packages too.',
  revoke: 'Revoke the token, or change the password, in the settings of the registry that the line names.',
  source: 'https://docs.npmjs.com/cli/v10/configuring-npm/npmrc',
} as const;

/** Credentials of package registries in .npmrc files, and in scripts that write such lines. */
export const npmrcRules: readonly Rule[] = [
  passwordRule({
    ...about,
    id: 'npmrc-auth-token',
    name: 'Registry token in .npmrc',
    revokeUrl: 'https://www.npmjs.com/settings/~/tokens',
    keywords: ['_authtoken'],
    // Tokens of npm, GitHub and GitLab have their own rules.
    pattern:
      /(?<![A-Za-z0-9])_authToken[\t ]{0,8}=[\t ]{0,8}["']?(?!(?:npm|ghp|gho|ghs|github_pat)_|glpat-)(?<secret>[^\s"'\\;&|]{8,2000})/gi,
    samples: {
      hit: [
        { path: '.npmrc', text: '//npm.acme-billing.io/:_authToken=0557c061-6d3f-47f1-80f7-73eed11bf2c9\n' },
        'npm config set //npm.acme-billing.io/:_authToken=q8Zt5kQw9xLp2mVb8R4nJc7Ys1Df',
      ],
      clean: [
        { path: '.npmrc', text: '//registry.npmjs.org/:_authToken=$' + '{NPM_TOKEN}\n' },
        'echo "//registry.npmjs.org/:_authToken=$NPM_TOKEN" > .npmrc',
        '//registry.npmjs.org/:_authToken=<your-token>',
      ],
    },
  }),
  passwordRule({
    ...about,
    id: 'npmrc-password',
    name: 'Registry password in .npmrc',
    keywords: ['_auth', '_password'],
    pattern:
      /(?<![\w-])_(?:auth|password)[\t ]{0,8}=[\t ]{0,8}["']?(?<secret>[A-Za-z0-9+/_.~-]{6,1000}={0,2})(?![\w$({<])/gi,
    check: checkEncoded,
    samples: {
      hit: [
        { path: '.npmrc', text: '_auth=ZGVwbG95Olp0NWtRdzl4THAybVZiOFI=\n' },
        { path: '.npmrc', text: '//npm.acme-billing.io/:_password="WnQ1a1F3OXhMcDJt"\n' },
      ],
      clean: [
        { path: '.npmrc', text: '_auth=$' + '{NPM_AUTH}\nalways-auth=true\n' },
        { path: '.npmrc', text: '_password=cGFzc3dvcmQ=\n' },
      ],
    },
  }),
];
