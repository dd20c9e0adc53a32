import { useMutation } from '@tanstack/react-query';
import { useTRPCClient } from '@/trpc/react';
import { messageOf, refusalOf } from '@/trpc/refusal';
import type { Finding } from '@/trpc/types';
import { useFindingLists } from './useFindingLists';

type Client = ReturnType<typeof useTRPCClient>;
/** The finding as the user sees it. A later version of it makes the call fail. */
type Seen = Pick<Finding, 'id' | 'version'>;

/** Changes a finding, and then shows its new state and history. */
export function useFindingChange({ id, version }: Seen) {
  const client = useTRPCClient();
  const lists = useFindingLists();
  const refresh = async () => {
    const { status, severity, version } = await client.finding.byId.query({ id });
    // The next finding of the list is found by this one, so it stays.
    lists.change(
      (row) => row.id === id,
      () => ({ status, severity, version }),
      false,
    );
    await lists.refetch();
  };
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
