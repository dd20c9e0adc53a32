import { useMutation, useQueryClient } from '@tanstack/react-query';
import { paths } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import type { User } from '@/trpc/types';
import { PageLink } from '@/ui/PageLink';
import { linkStyle } from '@/ui/styles';
import { showNews } from '@/ui/toast';

/**
 * Deletes an account.
 * @param isOwn whether it is the reader's, who then has to leave the dashboard
 * @param onDone when the list of users knows of it
 */
export function useDeleteUser(user: Pick<User, 'id' | 'email'>, isOwn: boolean, onDone: () => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const relist = () => queryClient.invalidateQueries(trpc.account.listUsers.pathFilter());
  return useMutation(
    trpc.account.deleteUser.mutationOptions({
      onSuccess: async () => {
        if (isOwn) {
          window.sessionStorage.clear();
          window.location.assign(paths.login());
          return;
        }
        showNews(
          <>
            {user.email} is deleted; what their repositories held is being deleted.{' '}
            <PageLink href={paths.deletion(user.id)} className={linkStyle}>
              See how far it is
            </PageLink>
          </>,
        );
        await Promise.all([relist(), queryClient.invalidateQueries(trpc.deletion.list.pathFilter())]);
        onDone();
      },
      // What could not be deleted may have been deleted elsewhere.
      onError: () => relist(),
    }),
  );
}
