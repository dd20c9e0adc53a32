import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Tokens of Figma. */
export const figmaRules: readonly Rule[] = [
  {
    id: 'figma-pat',
    name: 'Figma personal access token',
    provider: 'Figma',
    why: 'Anyone with it can read the files, comments and variables that its owner can, and write some, within its scopes.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Revoke the token in the security settings of the account.',
    revokeUrl: 'https://www.figma.com/settings',
    source: 'https://developers.figma.com/docs/rest-api/authentication/',
    keywords: ['figd_'],
    pattern: /(?<![A-Za-z0-9_])figd_[A-Za-z0-9_-]{38,60}(?![A-Za-z0-9_-])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'FIGMA_TOKEN=figd_BjVXMp6fnDdX_eY7eanaareplIdGuDRS2cowqBMD',
        "headers: { 'X-Figma-Token': 'figd_ZUayYeMpptrJhLC_9QgLU4duW43dnUIyYd4vSol2' }",
      ],
      clean: [
        'FIGMA_TOKEN=figd_JGvqeJjo5YIeP3KUo3Rb',
        'FIGMA_TOKEN=configd_B5YhcDWHpIjX2yaDIVDhvnmTy0LKtwaTk9X7NA7q',
        'FIGMA_TOKEN=figd_<token>',
      ],
    },
  },
  {
    id: 'figma-client-secret',
    name: 'Figma OAuth client secret',
    provider: 'Figma',
    why: 'Anyone with it and the client id can pose as the application and redeem the sign-ins of its users.',
    severity: 'high',
    confidence: 'medium',
    revoke: "Reset the secret on the application's page.",
    revokeUrl: 'https://www.figma.com/developers/apps',
    source: 'https://developers.figma.com/docs/rest-api/authentication/',
    keywords: ['figma'],
    pattern: assigned('(?<![a-z])figma[\\w.-]{0,20}secret', '[A-Za-z0-9]{30}'),
    minEntropy: 3.5,
    samples: {
      hit: [
        'FIGMA_CLIENT_SECRET=mqc8drOgrW5WnxpjoVUw4cjouyaeHe',
        "figmaClientSecret: 'Fh0IHCUil2cPzMnBKXyBmAiUY15OFS'",
      ],
      clean: [
        'FIGMA_CLIENT_SECRET=XJZfw7UpSjGvBssvV4gS',
        'FIGMA_FILE_KEY=NXTTmAO804A0197qyAmkfyDyBY4y6r',
        'FIGMA_CLIENT_SECRET=$SECRET',
      ],
    },
  },
];
