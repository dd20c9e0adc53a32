import { useMutation, useQueryClient } from '@tanstack/react-query';
import { paths } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import type { User } from '@/trpc/types';
import { PageLink } from '@/ui/PageLink';
import { linkStyle } from '@/ui/styles';
import { showNews } from '@/ui/toast';

/**
 * Deletes an account.
 * @param isOwn whether it is the reader's own, who then leaves the dashboard
 * @param onDone called once the list of users is up to date
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
            {user.email} is deleted; their repositories are being deleted.{' '}
            <PageLink href={paths.deletion(user.id)} className={linkStyle}>
              See the progress
            </PageLink>
          </>,
        );
        await Promise.all([relist(), queryClient.invalidateQueries(trpc.deletion.list.pathFilter())]);
        onDone();
      },
      // If the deletion failed, the account may have been deleted elsewhere.
      onError: () => relist(),
    }),
  );
}
