'use client';

import { useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { setSessionOver, useSessionOver } from '@/trpc/sessionOver';
import type { User } from '@/trpc/types';

const SignInAgain = dynamic(() => import('./SignInAgain').then((module) => module.SignInAgain), {
  ssr: false,
});

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
  return <SignInAgain email={user.email} onSignedIn={goOn} onClose={() => setSessionOver(false)} />;
}
