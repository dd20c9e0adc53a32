import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of SambaNova. */
export const sambanovaRules: readonly Rule[] = [
  {
    id: 'sambanova-api-key',
    name: 'SambaNova API key',
    provider: 'SambaNova',
    why: "Anyone with it can use models at its owner's cost.",
    severity: 'medium',
    confidence: 'medium',
    revoke: 'Delete the key on the APIs page and create a new one.',
    revokeUrl: 'https://cloud.sambanova.ai/apis',
    source: 'https://docs.sambanova.ai/cloud/docs/get-started/quickstart',
    keywords: ['sambanova'],
    pattern: assigned('sambanova', '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'),
    minEntropy: 3,
    samples: {
      hit: [
        'SAMBANOVA_API_KEY=c1307c8a-9aa4-4491-ada7-5e23317c1208',
        "const sambanovaApiKey = 'dc2c773a-dd33-42e0-a7b9-9d68b9bd7954';",
      ],
      clean: ['SAMBANOVA_API_KEY=$SAMBANOVA_API_KEY', 'SAMBANOVA_API_KEY=011cdae4-ae02-4e5c-a9c3-bc5b198e3'],
    },
  },
];
