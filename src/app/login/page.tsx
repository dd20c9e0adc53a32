import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ProviderButtons } from '@/features/accounts/ProviderButtons';
import { SignIn } from '@/features/accounts/SignIn';
import { signInProblem } from '@/features/accounts/signInProblems';
import { AuthPage } from '@/features/shell/AuthPage';
import { pathAt, paths, safeNext, withQuery } from '@/lib/paths';
import { readEnv } from '@/server/env';
import { currentUser, registrationState, waysInOfVisitor } from '@/server/page';
import { FieldError } from '@/ui/Field';
import { PageLink } from '@/ui/PageLink';
import { linkStyle } from '@/ui/styles';

export const metadata: Metadata = { title: 'Sign in' };

/** next-auth names the next page `callbackUrl`. */
type Query = { [name in 'next' | 'callbackUrl' | 'error']?: string | string[] };
type Props = { searchParams: Promise<Query> };

export default async function LoginPage({ searchParams }: Props) {
  const query = await searchParams;
  const next = safeNext(query.next ?? pathAt(readEnv().HEIMDALL_URL, query.callbackUrl));
  const problem = signInProblem(query.error);
  // Who connects a provider in the settings reads there why it failed.
  if (await currentUser()) redirect(problem ? withQuery(paths.settings(), `error=${query.error}`) : next);
  const registration = await registrationState();
  if (registration.kind === 'first') redirect(paths.register());
  const below =
    registration.kind === 'open' ? (
      <>
        No account yet?{' '}
        <PageLink href={paths.register()} className={linkStyle}>
          Register
        </PageLink>
      </>
    ) : (
      'No account yet? An admin can create one for you.'
    );
  const { passwordSignIn, providers } = await waysInOfVisitor();
  return (
    <AuthPage title="Sign in" below={below}>
      <div className="flex flex-col gap-4">
        <FieldError message={problem} />
        {passwordSignIn ? <SignIn next={next} /> : null}
        <ProviderButtons providers={providers} next={next} verb="Continue with" />
      </div>
    </AuthPage>
  );
}
