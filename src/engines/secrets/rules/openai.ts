import type { Rule } from '../rule';

/** Keys of OpenAI. */
export const openaiRules: readonly Rule[] = [
  {
    id: 'openai-api-key',
    name: 'OpenAI API key',
    provider: 'OpenAI',
    why: "Anyone with it can use the models on the account's bill and reach the project's files and assistants.",
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the key on the API keys page.',
    revokeUrl: 'https://platform.openai.com/api-keys',
    source: 'https://platform.openai.com/docs/api-reference/authentication',
    keywords: ['t3blbkfj'],
    pattern:
      /(?<![\w-])sk-(?:(?:proj|svcacct|service|None)-[A-Za-z0-9_-]{20,96}|[A-Za-z0-9]{20})T3BlbkFJ[A-Za-z0-9_-]{20,96}(?![\w-])/g,
    reach: { before: 128, after: 128 },
    minEntropy: 3.8,
    samples: {
      hit: [
        'OPENAI_API_KEY=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',
        'client = OpenAI(api_key="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")',
        '"key": "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"',
      ],
      clean: [
        'OPENAI_API_KEY=sk-aPebAPB2tIDDJbjvVzTrT3BlbkFJ',
        'task-PEKhCgvaXHmtnfaZ5DTNT3BlbkFJrV8xqsFCG8xpJpeTFWUs',
        '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',
        'OPENAI_API_KEY=sk-...',
      ],
    },
  },
  {
    id: 'openai-admin-key',
    name: 'OpenAI admin API key',
    provider: 'OpenAI',
    why: "Anyone with it can manage the organisation's members, projects and keys.",
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the key on the admin keys page.',
    revokeUrl: 'https://platform.openai.com/settings/organization/admin-keys',
    source: 'https://platform.openai.com/docs/api-reference/admin-api-keys',
    keywords: ['sk-admin-'],
    pattern: /(?<![\w-])sk-admin-[A-Za-z0-9_-]{20,96}T3BlbkFJ[A-Za-z0-9_-]{20,96}(?![\w-])/g,
    reach: { before: 8, after: 256 },
    minEntropy: 3.8,
    samples: {
      hit: [
        'OPENAI_ADMIN_KEY=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',
        '-H "Authorization: Bearer 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"',
      ],
      clean: [
        'OPENAI_ADMIN_KEY=sk-admin-vLx5zwBeYbTG-PPJP09x',
        'OPENAI_ADMIN_KEY=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',
      ],
    },
  },
  {
    id: 'openai-session-token',
    name: 'OpenAI session token',
    provider: 'OpenAI',
    why: 'Anyone with it can use the OpenAI platform as the signed-in user until the session ends.',
    severity: 'high',
    confidence: 'medium',
    revoke: "Sign out of all sessions in the account's settings.",
    revokeUrl: 'https://platform.openai.com/settings/profile',
    source: 'https://help.openai.com/en/articles/5112595-best-practices-for-api-key-safety',
    keywords: ['sess-'],
    pattern: /(?<![\w-])sess-[A-Za-z0-9]{40}(?![\w-])/g,
    minEntropy: 3.8,
    samples: {
      hit: [
        'OPENAI_SESSION=sess-Ut3kNs3KdIlvkdWgtplUAi5AnIoEkzYFaJZF5wKG',
        '"Authorization": "Bearer sess-IZQXBZkvi7GuruLc2f7IwDTQoPkkPD7qZlVQ0fhL"',
      ],
      clean: ['sess-3vKZEK3lLysy478WvFGx', 'process-sess-2PlEK2Cfeg01BMwA5wXJ3XYV3d7hrLaxC4l9WjBQ'],
    },
  },
];
