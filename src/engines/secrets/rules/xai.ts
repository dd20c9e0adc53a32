import type { Rule } from '../rule';

/** Credentials of xAI. */
export const xaiRules: readonly Rule[] = [
  {
    id: 'xai-api-key',
    name: 'xAI API key',
    provider: 'xAI',
    why: "Anyone with it can use models at its owner's cost and read the files of the team.",
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the key on the API keys page and create a new one.',
    revokeUrl: 'https://console.x.ai/',
    source: 'https://docs.x.ai/docs/tutorial',
    keywords: ['xai-'],
    pattern: /(?<!\w)xai-[0-9A-Za-z]{80}(?!\w)/g,
    samples: {
      hit: [
        'XAI_API_KEY=xai-4563cLumRVcz7ZlsQzQ3mfRdy0ktUNHcBHw9Zy4YeD0KxvuCk3NsMCNjGMwoPOh2mlOwXLQm4ZbYH27M',
        '"xaiApiKey": "xai-8DDqzLuCFkZgXuFKb1eajYozPrk7oyrD6deYLhzCyQMcUARQHXtU9ydvt49YOt0czV2K5iUZpJDBHugh"',
      ],
      clean: [
        'XAI_API_KEY=$XAI_API_KEY',
        'XAI_API_KEY=xai-aJNUdR3jZjgMrRKOdPsAGbuwnl3yGYwccPE9UqSZGDWLuIpGwEZAGm2vCp9fV7YJPKSJQ71cxBhxw',
      ],
    },
  },
];
