import type { Rule } from '../rule';

/** Credentials of Zuplo. */
export const zuploRules: readonly Rule[] = [
  {
    id: 'zuplo-api-key',
    name: 'API key issued by a Zuplo gateway',
    provider: 'Zuplo',
    why: 'Anyone with it can call the API behind the gateway as the consumer that it was issued to.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the key of the consumer in the portal and issue a new one.',
    revokeUrl: 'https://portal.zuplo.com/',
    source: 'https://zuplo.com/docs/articles/api-key-leak-detection',
    keywords: ['zpka_'],
    pattern: /(?<!\w)zpka_[0-9A-Za-z]{32}_[0-9a-f]{8}(?!\w)/g,
    samples: {
      hit: [
        'API_KEY=zpka_168e11b8d1da574922785d7e18b3f584_b783d76c',
        'export API_KEY="zpka_b33e7bc2b4c32ddd3be6e86de2194417_4beeb3b3"',
      ],
      clean: ['API_KEY=$API_KEY', 'API_KEY=zpka_06b0b43e94ea7bfd7bc213d996ebe41f_b8e8c'],
    },
  },
];
