import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '@/trpc/react';
import type { Repo } from '@/trpc/types';
import { showDone } from '@/ui/toast';
import { useRepoCache } from './useRepoCache';

type Told = { onDeleted?: () => void; onClose: () => void };

/**
 * Deletes a repository, and has all lists know of it before it says that it is over. A large one is gone from them at
 * once, and is then among what is still being deleted.
 */
export function useDeleteRepo({ id, name }: Pick<Repo, 'id' | 'name'>, { onDeleted, onClose }: Told) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const cache = useRepoCache();

  async function isPurging(): Promise<boolean> {
    // The repository is deleted, whatever becomes of this question.
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
      // What could not be deleted may have been deleted elsewhere.
      onError: () => cache.relist(),
    }),
  );
}
