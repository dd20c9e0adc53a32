import type { Rule } from '../rule';

/** Keys of Persona. */
export const personaRules: readonly Rule[] = [
  {
    id: 'persona-production-key',
    name: 'Persona production API key',
    provider: 'Persona',
    why: 'Anyone with it can read the identity documents and inquiries of all users.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Expire the key under Developers, API Keys.',
    revokeUrl: 'https://app.withpersona.com/dashboard/api-keys',
    source: 'https://docs.withpersona.com/api-keys',
    keywords: ['persona_production_'],
    pattern: /(?<![A-Za-z0-9_])persona_production_[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-])/g,
    samples: {
      hit: [
        'PERSONA_API_KEY=persona_production_548d4805-f836-4cdd-b8bf-f893b9e64b9d',
        'Authorization: Bearer persona_production_e72bd132-eb0f-4cf6-85bd-a30138359062',
      ],
      clean: [
        'PERSONA_API_KEY=persona_production_1f139e1a',
        'PERSONA_API_KEY=persona_sandbox_ca88f4ae-e187-43f0-a15e-168b366ba9a7',
      ],
    },
  },
  {
    id: 'persona-sandbox-key',
    name: 'Persona sandbox API key',
    provider: 'Persona',
    why: 'Anyone with it can use the sandbox, which has no real users.',
    severity: 'low',
    confidence: 'high',
    revoke: 'Expire the key under Developers, API Keys.',
    revokeUrl: 'https://app.withpersona.com/dashboard/api-keys',
    source: 'https://docs.withpersona.com/api-keys',
    keywords: ['persona_sandbox_'],
    pattern: /(?<![A-Za-z0-9_])persona_sandbox_[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-])/g,
    samples: {
      hit: [
        'PERSONA_API_KEY=persona_sandbox_b570332d-a5f1-419d-8b71-4d6f5607119c',
        '"apiKey": "persona_sandbox_25119cb4-7637-43e5-810a-f52ff04f7d12"',
      ],
      clean: [
        'PERSONA_API_KEY=persona_sandbox_5711795a',
        'PERSONA_API_KEY=persona_production_0b2b1890-74ab-41fe-8088-387810e67b61',
      ],
    },
  },
];
