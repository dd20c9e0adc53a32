import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Clerk. Its publishable keys (pk_…) are public. */
export const clerkRules: readonly Rule[] = [
  {
    id: 'clerk-secret-key',
    name: 'Clerk secret key',
    provider: 'Clerk',
    why: 'Anyone with it can read and change the application’s users and sign in as any of them.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Add a new secret key in the dashboard and delete this one.',
    revokeUrl: 'https://dashboard.clerk.com/last-active?path=api-keys',
    source: 'https://clerk.com/docs/deployments/clerk-environment-variables',
    keywords: ['clerk'],
    pattern: assigned('clerk', 'sk_(?:live|test)_[A-Za-z0-9]{40,50}'),
    minEntropy: 3.8,
    samples: {
      hit: [
        'CLERK_SECRET_KEY=sk_live_6Od0IssCGnHYH4jejg0C5lgOk2REbetBW7G3i6YYXN',
        "clerkClient({ }); const clerkKey = 'sk_test_pfs13j574B7vLOuW73lECbcXPdkwvZhLiKy4oHtiR9'",
      ],
      clean: [
        'NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY=pk_live_KnNrxtUJOAjEPe2zFc3q2LdeN7HRnDncppvglA5N8K',
        'CLERK_SECRET_KEY=sk_test_...',
      ],
    },
  },
];
