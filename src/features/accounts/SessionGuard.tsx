'use client';

import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTRPC } from '@/trpc/react';
import { setSessionOver, useSessionOver } from '@/trpc/sessionOver';
import type { User } from '@/trpc/types';
import { OnDemand, type Part } from '@/ui/OnDemand';
import type { SignInAgainProps } from './SignInAgain';

const signInAgain: Part<SignInAgainProps> = {
  fetch: async () => (await import('./SignInAgain')).SignInAgain,
};

/**
 * When the session ends, asks for the password over the page, so that unsaved input is kept.
 * When another user has signed in meanwhile, here or in another tab, reloads the page.
 */
export function SessionGuard({ user }: { user: Pick<User, 'id' | 'email'> }) {
  const over = useSessionOver();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  // The user for whom the page was loaded. Its memory holds that user's data, even after another rendering.
  const [owner] = useState(user);
  const { data: me } = useSuspenseQuery(trpc.account.me.queryOptions());
  const isAnothers = me.id !== owner.id;
  useEffect(() => {
    if (isAnothers) window.location.reload();
  }, [isAnothers]);
  if (!over) return null;

  function goOn({ id }: Pick<User, 'id'>): void {
    // Another user must not see this page.
    if (id !== owner.id) {
      window.location.reload();
      return;
    }
    setSessionOver(false);
    void queryClient.invalidateQueries();
  }
  return (
    <OnDemand
      part={signInAgain}
      onMissing={() => setSessionOver(false)}
      with={{ email: owner.email, onSignedIn: goOn, onClose: () => setSessionOver(false) }}
    />
  );
}
