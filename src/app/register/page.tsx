import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { RegisterForm } from '@/features/accounts/RegisterForm';
import { AuthPage } from '@/features/shell/AuthPage';
import { paths } from '@/lib/paths';
import { currentUser, registrationState } from '@/server/page';
import { PageLink } from '@/ui/PageLink';
import { buttonStyle, linkStyle } from '@/ui/styles';

export const metadata: Metadata = { title: 'Register' };

export default async function RegisterPage() {
  if (await currentUser()) redirect(paths.overview());
  const registration = await registrationState();
  if (registration.kind === 'closed') {
    return (
      <AuthPage
        title="Registration is closed"
        fact="An admin of this installation can create an account for you."
      >
        <PageLink href={paths.login()} className={buttonStyle('primary', 'w-full')}>
          Sign in
        </PageLink>
      </AuthPage>
    );
  }
  if (registration.kind === 'first') {
    return (
      <AuthPage title="Welcome to Heimdall" fact="The first account becomes the admin of this installation.">
        <RegisterForm needsSetupToken={registration.needsSetupToken} verb="Create the admin account" />
      </AuthPage>
    );
  }
  const below = (
    <>
      Have an account?{' '}
      <PageLink href={paths.login()} className={linkStyle}>
        Sign in
      </PageLink>
    </>
  );
  return (
    <AuthPage title="Register" below={below}>
      <RegisterForm needsSetupToken={false} verb="Create account" />
    </AuthPage>
  );
}
