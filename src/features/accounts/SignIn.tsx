'use client';

import { SignInForm } from './SignInForm';

/** Signs in, then loads the next page in full, so that no data of another session is left. */
export function SignIn({ next }: { next: string }) {
  return <SignInForm onSignedIn={() => window.location.assign(next)} />;
}
