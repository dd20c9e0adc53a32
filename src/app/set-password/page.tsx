import type { Metadata } from 'next';
import { SetPasswordForm } from '@/features/accounts/SetPasswordForm';
import { AuthPage } from '@/features/shell/AuthPage';

export const metadata: Metadata = { title: 'Set your password' };

type Props = { searchParams: Promise<{ token?: string | string[] }> };

/** The target of a one-time link. */
export default async function SetPasswordPage({ searchParams }: Props) {
  const { token } = await searchParams;
  return (
    <AuthPage title="Set your password" fact="You will be signed in, and all of your older sessions end.">
      <SetPasswordForm token={typeof token === 'string' ? token : ''} />
    </AuthPage>
  );
}
