import { paths } from '@/lib/paths';
import { useTRPCClient } from '@/trpc/react';
import { refusalOf } from '@/trpc/refusal';
import { showFailure } from '@/ui/toast';

/** Signs out, then loads the sign-in page in full, so that no data stays in the page's memory. */
export function useSignOut(): () => void {
  const client = useTRPCClient();

  async function signOut(): Promise<void> {
    try {
      await client.account.logout.mutate();
    } catch (error) {
      const { reason, message } = refusalOf(error);
      if (reason !== 'unauthenticated') {
        showFailure(message);
        return;
      }
    }
    // Unsent input must not be shown to another user.
    window.sessionStorage.clear();
    window.location.assign(paths.login());
  }
  return () => void signOut();
}
