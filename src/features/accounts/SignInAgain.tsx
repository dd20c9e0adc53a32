'use client';

import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/react';
import type { User } from '@/trpc/types';
import { Dialog } from '@/ui/Dialog';
import { SignInElsewhere } from './SignInElsewhere';
import { SignInForm } from './SignInForm';

export type SignInAgainProps = {
  email: string;
  onSignedIn: (user: Pick<User, 'id'>) => void;
  onClose: () => void;
};

export function SignInAgain({ email, onSignedIn, onClose }: SignInAgainProps) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.identity.offered.queryOptions());
  return (
    <Dialog
      open
      onClose={onClose}
      focusOn="[type=password]"
      title="Your session has ended"
      description="Sign in to continue. Your input is still there, and has not been saved yet."
    >
      <div className="flex flex-col gap-4">
        {data?.passwordSignIn === false ? null : <SignInForm email={email} onSignedIn={onSignedIn} />}
        {data && data.providers.length > 0 ? <SignInElsewhere onSignedIn={onSignedIn} /> : null}
      </div>
    </Dialog>
  );
}
