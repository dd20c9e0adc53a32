import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC, useTRPCClient } from '@/trpc/react';
import { refusalOf } from '@/trpc/refusal';
import { showFailure } from '@/ui/toast';

/** Asks for another look at a repo's remote; the page follows it as it follows the first. */
export function useLookAgain(id: string): { lookAgain: () => void; asking: boolean } {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);

  async function lookAgain(): Promise<void> {
    setAsking(true);
    try {
      queryClient.setQueryData(trpc.repo.byId.queryKey({ id }), await client.repo.lookAgain.mutate({ id }));
      await queryClient.invalidateQueries(trpc.repo.pathFilter());
    } catch (error) {
      showFailure(refusalOf(error).message);
    } finally {
      setAsking(false);
    }
  }
  return { lookAgain: () => void lookAgain(), asking };
}
