'use client';

import { lazy, Suspense } from 'react';

// Loaded late, as only installations with providers show it.
const IdentitiesPanel = lazy(async () => ({
  default: (await import('@/features/accounts/IdentitiesPanel')).IdentitiesPanel,
}));

/** The accounts of the reader at sign-in providers. */
export function SignInProviders({ problem }: { problem: string | undefined }) {
  return (
    <Suspense>
      <IdentitiesPanel problem={problem} />
    </Suspense>
  );
}
