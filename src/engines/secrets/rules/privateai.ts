import { mixedCharacters } from '../checks/mixedCharacters';
import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Private AI. */
export const privateaiRules: readonly Rule[] = [
  {
    id: 'privateai-api-token',
    name: 'Private AI API key',
    provider: 'Private AI',
    why: "Anyone with it can run de-identification at its owner's cost.",
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Delete the key in the customer portal and create a new one.',
    revokeUrl: 'https://portal.private-ai.com/',
    source: 'https://docs.private-ai.com/',
    keywords: ['privateai', 'private_ai', 'private-ai'],
    pattern: assigned('private[_.-]?ai', '[0-9a-z]{32}'),
    minEntropy: 3.3,
    check: mixedCharacters,
    samples: {
      hit: [
        'PRIVATEAI_API_KEY=sllo618kf5mjpzhykwp9bjb3xj9m304l',
        '"privateaiApiKey": "ps1qxve7eryju4eajnun7r45dij3fftn"',
      ],
      clean: ['PRIVATEAI_API_KEY=$PRIVATEAI_API_KEY', 'PRIVATEAI_API_KEY=qipxuhttmt66ppw68igpglfix2lhj'],
    },
  },
];
