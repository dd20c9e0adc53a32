import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '@/trpc/react';
import type { Repo } from '@/trpc/types';
import { showDone } from '@/ui/toast';
import { deleteRepo } from './deleteRepo';
import { useRepoCache } from './useRepoCache';

type DeletionCallbacks = { onDeleted?: () => void; onClose: () => void };

/**
 * Deletes a repository, and refreshes all lists before the dialog closes.
 * A large one leaves the lists at once, and is then listed as being deleted.
 */
export function useDeleteRepo(
  { id, name }: Pick<Repo, 'id' | 'name'>,
  { onDeleted, onClose }: DeletionCallbacks,
) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const cache = useRepoCache();
  return useMutation({
    mutationFn: () => deleteRepo(client, id),
    onSuccess: async (isPurging) => {
      showDone(`${name} is ${isPurging ? 'being deleted' : 'deleted'}`);
      onDeleted?.();
      await Promise.all([cache.relist(), queryClient.invalidateQueries(trpc.deletion.list.pathFilter())]);
      onClose();
    },
    // If the deletion failed, the repository may have been deleted elsewhere.
    onError: () => cache.relist(),
  });
}
