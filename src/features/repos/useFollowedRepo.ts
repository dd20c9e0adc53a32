import { useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { followPace } from '@/lib/followPace';
import { useTRPC } from '@/trpc/react';
import { refusalOf } from '@/trpc/refusal';
import type { Repo } from '@/trpc/types';
import { useRepoCache } from './useRepoCache';

/** Polls a repo while its remote is being probed. To be used once on a page. */
export function useFollowedRepo(id: string): { repo: Repo; gone: boolean } {
  const trpc = useTRPC();
  const { data: repo, error } = useSuspenseQuery(
    trpc.repo.byId.queryOptions(
      { id },
      {
        refetchInterval: ({ state }) => {
          if (state.data?.remote.state !== 'pending' || isGone(state.error)) return false;
          return followPace(state.dataUpdateCount, state.status === 'error');
        },
      },
    ),
  );
  const cache = useRepoCache();
  const { state } = repo.remote;
  const before = useRef(state);
  useEffect(() => {
    if (before.current === 'pending' && state !== 'pending') void cache.recount();
    before.current = state;
  }, [state, cache]);
  return { repo, gone: isGone(error) };
}

/** Deleted elsewhere since the page was loaded. */
function isGone(error: unknown): boolean {
  return error !== null && refusalOf(error).reason === 'not_found';
}
