import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/react';
import { refusalOf } from '@/trpc/refusal';
import { showFailure } from '@/ui/toast';

/** Asks for another look at a repo's remote; the page follows it as it follows the first. */
export function useLookAgain(id: string): { lookAgain: () => void; asking: boolean } {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation(
    trpc.repo.lookAgain.mutationOptions({
      onSuccess: async (repo) => {
        queryClient.setQueryData(trpc.repo.byId.queryKey({ id }), repo);
        await queryClient.invalidateQueries(trpc.repo.pathFilter());
      },
      onError: (error) => showFailure(refusalOf(error).message),
    }),
  );
  return { lookAgain: () => mutate({ id }), asking: isPending };
}
