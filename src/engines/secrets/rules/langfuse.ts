import type { Rule } from '../rule';

/** Keys of Langfuse. */
export const langfuseRules: readonly Rule[] = [
  {
    id: 'langfuse-secret-key',
    name: 'Langfuse secret key',
    provider: 'Langfuse',
    why: 'Anyone with it and the public key can read every traced prompt and answer of the project, and write more.',
    severity: 'high',
    confidence: 'high',
    revoke: "Delete the key pair in the project's settings.",
    revokeUrl: 'https://cloud.langfuse.com',
    source: 'https://langfuse.com/docs/api-and-data-platform/features/public-api',
    keywords: ['sk-lf-'],
    pattern: /(?<![\w-])sk-lf-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-])/g,
    samples: {
      hit: [
        'LANGFUSE_SECRET_KEY="sk-lf-91079326-839e-4d52-9799-937824dc73b2"',
        'langfuse = Langfuse(secret_key="sk-lf-3724c62f-14a6-4fc6-9cad-61ede4f5341e", public_key="pk-lf-c35bff91-0662-4a70-a2dc-3c9cbbe8a4d1")',
      ],
      clean: [
        'LANGFUSE_PUBLIC_KEY="pk-lf-e52a9da4-f4fc-4ff5-b72f-d47c9f221268"',
        'LANGFUSE_SECRET_KEY="sk-lf-..."',
        'sk-lf-0ae44daa-8a9a',
      ],
    },
  },
];
