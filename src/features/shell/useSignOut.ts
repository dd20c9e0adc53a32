import { useMutation } from '@tanstack/react-query';
import { paths } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import { refusalOf } from '@/trpc/refusal';
import { showFailure } from '@/ui/toast';

/** Signs out and leaves the dashboard by a full load, so that nothing of it stays in the page's memory. */
export function useSignOut(): () => void {
  const trpc = useTRPC();
  const leave = () => window.location.assign(paths.login());
  const { mutate } = useMutation(
    trpc.account.logout.mutationOptions({
      onSuccess: leave,
      onError: (error) => {
        const { reason, message } = refusalOf(error);
        if (reason === 'unauthenticated') leave();
        else showFailure(message);
      },
    }),
  );
  return () => mutate();
}
