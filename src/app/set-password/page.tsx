import type { Metadata } from 'next';
import { SetPasswordForm } from '@/features/accounts/SetPasswordForm';

export const metadata: Metadata = { title: 'Set your password · Heimdall' };

type Props = { searchParams: Promise<{ token?: string | string[] }> };

/** Where a one-time link leads. */
export default async function SetPasswordPage({ searchParams }: Props) {
  const { token } = await searchParams;
  return (
    <main>
      <h1>Set your password</h1>
      <SetPasswordForm token={typeof token === 'string' ? token : ''} />
    </main>
  );
}
