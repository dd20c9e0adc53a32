import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTRPC } from '@/trpc/react';
import { refusalOf } from '@/trpc/refusal';
import type { Repo } from '@/trpc/types';

const POLL_MS = 1_000;
/** A look at a remote that takes longer than this is slow, and asked about more seldom. */
const QUICK_POLLS = 30;
const SLOW_POLL_MS = 5_000;

/**
 * A repo as it is by now. It is asked for again for as long as its remote is being looked up, and no longer; all
 * repos of a page that are waiting share one request.
 * @param known what the page has of it
 */
export function useLiveRepo(known: Repo): Repo {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data } = useQuery(
    trpc.repo.byId.queryOptions(
      { id: known.id },
      {
        initialData: known,
        enabled: ({ state }) => state.data?.remote.state === 'pending',
        refetchInterval: ({ state }) => {
          const over = state.data?.remote.state !== 'pending' || isRefused(state.error);
          if (over) return false;
          return state.dataUpdateCount < QUICK_POLLS ? POLL_MS : SLOW_POLL_MS;
        },
      },
    ),
  );
  // The list may know more: another tab's change, or a look that a script has asked for.
  const isNewer = known.updatedAt > data.updatedAt;
  useEffect(() => {
    if (isNewer) queryClient.setQueryData(trpc.repo.byId.queryKey({ id: known.id }), known);
  }, [isNewer, known, queryClient, trpc]);
  const repo = isNewer ? known : data;

  // The counts of the list's head and filters are of states.
  const { state } = repo.remote;
  const before = useRef(state);
  useEffect(() => {
    if (before.current === state) return;
    before.current = state;
    void queryClient.invalidateQueries(trpc.repo.summary.queryFilter());
  }, [state, queryClient, trpc]);
  return repo;
}

/** A refusal will not turn into an answer by asking again; a fault of the network may. */
function isRefused(error: unknown): boolean {
  return error !== null && refusalOf(error).reason !== undefined;
}
