'use client';

import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { setSessionOver, useSessionOver } from '@/trpc/sessionOver';
import type { User } from '@/trpc/types';

const SignInAgain = lazy(async () => ({ default: (await import('./SignInAgain')).SignInAgain }));

/** When the session has ended, asks for the password over the page, so that what was being typed is still there. */
export function SessionGuard({ user }: { user: Pick<User, 'id' | 'email'> }) {
  const over = useSessionOver();
  const queryClient = useQueryClient();
  if (!over) return null;

  function goOn({ id }: Pick<User, 'id'>): void {
    // Another person's page must not stay on the screen.
    if (id !== user.id) {
      window.location.reload();
      return;
    }
    setSessionOver(false);
    void queryClient.invalidateQueries();
  }
  return (
    <Suspense>
      <SignInAgain email={user.email} onSignedIn={goOn} onClose={() => setSessionOver(false)} />
    </Suspense>
  );
}
