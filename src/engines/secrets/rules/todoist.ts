import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of Todoist. */
export const todoistRules: readonly Rule[] = [
  {
    id: 'todoist-api-token',
    name: 'Todoist API token',
    provider: 'Todoist',
    why: 'Anyone with it can read and change all tasks and projects of its owner.',
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Issue a new API token in the integration settings.',
    revokeUrl: 'https://app.todoist.com/app/settings/integrations/developer',
    source: 'https://developer.todoist.com/api/v1/#tag/Authorization',
    keywords: ['todoist'],
    pattern: assigned('todoist', '[0-9a-f]{40}'),
    minEntropy: 3,
    samples: {
      hit: [
        'TODOIST_API_TOKEN=3789bf9b7f161dbb373cd110c665bfccba692b65',
        'export TODOIST_API_TOKEN="36407d272b8e470d6ddb37044243d61730ea3689"',
      ],
      clean: [
        'TODOIST_API_TOKEN=$TODOIST_API_TOKEN',
        'TODOIST_API_TOKEN=1ed7692f8f249a69f805dc2e2bb5d6b628aa5',
      ],
    },
  },
];
