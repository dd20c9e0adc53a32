'use client';

import { SignInForm } from './SignInForm';

/** Signs in and goes on by a full load, so that nothing of another user's session is left in the page. */
export function SignIn({ next }: { next: string }) {
  return <SignInForm onSignedIn={() => window.location.assign(next)} />;
}
