import type { Metadata } from 'next';
import { SetPasswordForm } from '@/features/accounts/SetPasswordForm';
import { EntryPage } from '@/features/shell/EntryPage';

export const metadata: Metadata = { title: 'Set your password' };

type Props = { searchParams: Promise<{ token?: string | string[] }> };

/** Where a one-time link leads. */
export default async function SetPasswordPage({ searchParams }: Props) {
  const { token } = await searchParams;
  return (
    <EntryPage title="Set your password" fact="You will be signed in, and any older session of yours ends.">
      <SetPasswordForm token={typeof token === 'string' ? token : ''} />
    </EntryPage>
  );
}
