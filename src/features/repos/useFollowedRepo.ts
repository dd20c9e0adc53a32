import { useSuspenseQuery } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/react';
import { refusalOf } from '@/trpc/refusal';
import type { Repo } from '@/trpc/types';
import { followPace } from './followPace';

/** Follows a repo for as long as its remote is being looked up. To be used once on a page. */
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
  return { repo, gone: isGone(error) };
}

/** Deleted elsewhere since the page was loaded. */
function isGone(error: unknown): boolean {
  return error !== null && refusalOf(error).reason === 'not_found';
}
