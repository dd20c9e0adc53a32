'use client';

import type { User } from '@/trpc/types';
import { Dialog } from '@/ui/Dialog';
import { SignInForm } from './SignInForm';

export type SignInAgainProps = {
  email: string;
  onSignedIn: (user: Pick<User, 'id'>) => void;
  onClose: () => void;
};

export function SignInAgain({ email, onSignedIn, onClose }: SignInAgainProps) {
  return (
    <Dialog
      open
      onClose={onClose}
      focusOn="[type=password]"
      title="Your session has ended"
      description="Sign in to continue. Your input is still there, and has not been saved yet."
    >
      <SignInForm email={email} onSignedIn={onSignedIn} />
    </Dialog>
  );
}
