import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '@/trpc/react';
import type { Repo } from '@/trpc/types';
import { showDone } from '@/ui/toast';
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

  async function isPurging(): Promise<boolean> {
    // The repository is deleted, even if this query fails.
    const receipt = await client.deletion.byId.query({ id }).catch(() => undefined);
    return receipt?.state === 'purging';
  }

  return useMutation(
    trpc.repo.delete.mutationOptions({
      onSuccess: async () => {
        showDone(`${name} is ${(await isPurging()) ? 'being deleted' : 'deleted'}`);
        onDeleted?.();
        await Promise.all([cache.relist(), queryClient.invalidateQueries(trpc.deletion.list.pathFilter())]);
        onClose();
      },
      // If the deletion failed, the repository may have been deleted elsewhere.
      onError: () => cache.relist(),
    }),
  );
}
