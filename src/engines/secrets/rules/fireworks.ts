import type { Rule } from '../rule';

/** Keys of Fireworks AI. */
export const fireworksRules: readonly Rule[] = [
  {
    id: 'fireworks-api-key',
    name: 'Fireworks AI API key',
    provider: 'Fireworks AI',
    why: "Anyone with it can run models at the account's expense and use the models that it deployed.",
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the key in the list of API keys of the account.',
    revokeUrl: 'https://app.fireworks.ai/settings/users/api-keys',
    source: 'https://docs.fireworks.ai/getting-started/quickstart',
    keywords: ['fw_'],
    pattern: /(?<![A-Za-z0-9_-])fw_(?:[A-Za-z0-9]{22}|[A-Za-z0-9]{24})(?![A-Za-z0-9_-])/g,
    minEntropy: 3.5,
    // Function names of firmware and firewalls have no digit. A random key almost always has one.
    check: ({ secret }) => (/\d/.test(secret) ? undefined : 'no'),
    samples: {
      hit: [
        'FIREWORKS_API_KEY=fw_NveqUuMyNv4iaYmmbUf5On',
        'client = OpenAI(base_url="https://api.fireworks.ai/inference/v1", api_key="fw_m5qA04xEJRNs7wM1Cc1KVPkE")',
      ],
      clean: [
        'FIREWORKS_API_KEY=fw_5DAk4OpPVCK9Nct',
        'fw_qosvWbaOyQSt6HWcg7r9q5_rules',
        'char *ufw_3yALaZQ68XZHk6kd4zlnLn;',
        'fw_ResolveDynamicSymbolAB(dev)',
      ],
    },
  },
];
