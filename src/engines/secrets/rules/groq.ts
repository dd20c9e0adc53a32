import type { Rule } from '../rule';

/** Keys of Groq. */
export const groqRules: readonly Rule[] = [
  {
    id: 'groq-api-key',
    name: 'Groq API key',
    provider: 'Groq',
    why: "Anyone with it can run models at the account's expense.",
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the key in the list of API keys of the console.',
    revokeUrl: 'https://console.groq.com/keys',
    source: 'https://console.groq.com/docs/quickstart',
    keywords: ['gsk_'],
    pattern: /(?<![A-Za-z0-9_])gsk_[A-Za-z0-9]{52}(?![A-Za-z0-9_])/g,
    minEntropy: 4,
    samples: {
      hit: [
        'GROQ_API_KEY=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',
        "new Groq({ apiKey: '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' })",
      ],
      clean: [
        'GROQ_API_KEY=gsk_TFUtIUFaHrGX6f8mRMeM29RZ2R1bEbhySjoFLt7B',
        'GROQ_API_KEY=agsk_jOGxqhu2MEoM4WCI1rT9pQYZyMoAie1eWCtpBOMU8DarU7OOEv9P',
        'GROQ_API_KEY=gsk_<key>',
      ],
    },
  },
];
