import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SignIn } from '@/features/accounts/SignIn';
import { AuthPage } from '@/features/shell/AuthPage';
import { paths, safeNext } from '@/lib/paths';
import { currentUser, registrationState } from '@/server/page';
import { PageLink } from '@/ui/PageLink';
import { linkStyle } from '@/ui/styles';

export const metadata: Metadata = { title: 'Sign in' };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function LoginPage({ searchParams }: Props) {
  const next = safeNext((await searchParams).next);
  if (await currentUser()) redirect(next);
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
  return (
    <AuthPage title="Sign in" below={below}>
      <SignIn next={next} />
    </AuthPage>
  );
}
