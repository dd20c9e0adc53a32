import { paths } from '@/lib/paths';
import { useTRPCClient } from '@/trpc/react';
import { refusalOf } from '@/trpc/refusal';
import { showFailure } from '@/ui/toast';

/** Signs out and leaves the dashboard by a full load, so that nothing of it stays in the page's memory. */
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
    // What was typed and not sent is nobody else's business.
    window.sessionStorage.clear();
    window.location.assign(paths.login());
  }
  return () => void signOut();
}
