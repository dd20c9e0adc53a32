import type { Rule } from '../rule';

/** Credentials of WorkOS. */
export const workosRules: readonly Rule[] = [
  {
    id: 'workos-api-key',
    name: 'WorkOS API key',
    provider: 'WorkOS',
    why: 'Anyone with it can read all users and directories of the environment and sign in as them; a test key reaches the staging environment.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Delete the key on the API keys page and create a new one.',
    revokeUrl: 'https://dashboard.workos.com/api-keys',
    source: 'https://workos.com/docs/reference/api-keys',
    keywords: ['sk_live_a2v5x', 'sk_test_a2v5x'],
    pattern: /(?<!\w)sk_(?:live|test)_a2V5X[0-9A-Za-z]{40,120}(?!\w)/g,
    samples: {
      hit: [
        'WORKOS_API_KEY=sk_live_a2V5XzAxVkFORVQzREtXSjAxUzBNOEZES1hBODYzLHdyWFBTSEZJRUtyQkVWMXQxaEdEcU9PN0o',
        "const workos = new WorkOS('sk_test_a2V5XzAxNkpTMTlZNUtRS0hCSDBGWldKQkY1MjFQLFhYNVhvRkxUNk5IMW9nSDF6RmlWZUtLNU0');",
      ],
      clean: ['WORKOS_API_KEY=$WORKOS_API_KEY', 'WORKOS_API_KEY=sk_live_a2V5XzAxMXE5ZCziu'],
    },
  },
];
