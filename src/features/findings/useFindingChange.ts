import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '@/trpc/react';
import { messageOf, refusalOf } from '@/trpc/refusal';
import type { Finding } from '@/trpc/types';

type Client = ReturnType<typeof useTRPCClient>;
/** The finding as the user sees it. A later version of it makes the call fail. */
type Seen = Pick<Finding, 'id' | 'version'>;

/** Changes a finding, and then shows its new state and history. */
export function useFindingChange({ id, version }: Seen) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries(trpc.finding.pathFilter()),
      queryClient.invalidateQueries(trpc.triage.events.infiniteQueryFilter()),
    ]);
  const { mutateAsync, reset, error, isPending } = useMutation({
    mutationFn: (call: (client: Client, seen: Seen) => Promise<unknown>) => call(client, { id, version }),
    onSuccess: refresh,
  });
  return {
    /** Rejects if the call does. */
    change: mutateAsync,
    busy: isPending,
    failure: messageOf(error),
    /** Somebody else has changed the finding. Only after a reload may the user decide again. */
    isOutdated: error !== null && refusalOf(error).reason === 'finding_changed',
    reload: async () => {
      await refresh();
      reset();
    },
  };
}
