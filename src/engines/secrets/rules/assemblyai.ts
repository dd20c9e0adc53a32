import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** AssemblyAI. */
export const assemblyaiRules: readonly Rule[] = [
  {
    id: 'assemblyai-api-key',
    name: 'AssemblyAI API key',
    provider: 'AssemblyAI',
    why: 'Anyone with it can transcribe at the account’s cost and read the account’s transcripts.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Delete the API key in the dashboard.',
    revokeUrl: 'https://www.assemblyai.com/app/api-keys',
    source: 'https://www.assemblyai.com/docs/api-reference/overview',
    keywords: ['assemblyai', 'assembly_ai', 'assembly-ai', 'aai.settings'],
    pattern: assigned('assembly[_-]?ai|aai\\.settings', '[0-9a-f]{32}'),
    minEntropy: 3,
    samples: {
      hit: [
        'ASSEMBLYAI_API_KEY=019d8adb121fb17f91102de1ac33b9a6',
        'aai.settings.api_key = "572b12f9b2ef2d87a267049648c50537"',
      ],
      clean: [
        'ASSEMBLYAI_API_KEY=bdb803994c6e8677efc67a4b',
        'assembly_hash = "c499e9d316169102c7c4cb11a597082b"',
      ],
    },
  },
];
