import type { SignInProblem } from '@/domain/identities/rules';

/** Why next-auth, version 4, ends a sign-in. */
type NextAuthProblem = 'OAuthSignin' | 'OAuthCallback' | 'Callback' | 'AccessDenied' | 'Configuration';

const UNREACHABLE = 'The provider could not be reached. Try again later, or sign in another way.';
const UNFINISHED =
  'The sign-in could not be finished. It may have been too old, or begun in another browser. Try again.';

const WORDS: Record<SignInProblem | NextAuthProblem, string> = {
  closed: 'Registration is closed. Ask an admin to create an account for your address.',
  unverified: 'The provider has not verified your e-mail address. Verify it there, then try again.',
  not_joined:
    'An account with your address exists. Sign in to it as before, then connect the provider in Settings.',
  not_set_up: 'Create the admin account first.',
  taken: 'That account of the provider belongs to another user here.',
  cancelled: 'The sign-in was cancelled at the provider.',
  private: 'The provider is at a private address. An operator can allow it with HEIMDALL_GIT_ALLOWED_HOSTS.',
  OAuthSignin: UNREACHABLE,
  OAuthCallback: UNFINISHED,
  Callback: UNFINISHED,
  AccessDenied: UNFINISHED,
  Configuration: UNREACHABLE,
};

/** The sentence for a problem that an address names; undefined if there is none. */
export function signInProblem(name: string | string[] | undefined): string | undefined {
  return typeof name === 'string' && Object.hasOwn(WORDS, name)
    ? WORDS[name as keyof typeof WORDS]
    : undefined;
}
