import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { followPace } from '@/lib/followPace';
import { useTRPC } from '@/trpc/react';
import type { Repo } from '@/trpc/types';
import { useRepoCache } from './useRepoCache';

/** As many as one call may ask for; the others' turn comes when these have come to something. */
const MOST_FOLLOWED = 100;

/** Follows the repos of a list whose remotes are being looked up, all in one call, and stops when there are none. */
export function useFollowedList(repos: readonly Repo[]): void {
  const trpc = useTRPC();
  const cache = useRepoCache();
  const ids = repos
    .filter(({ remote }) => remote.state === 'pending')
    .slice(0, MOST_FOLLOWED)
    .map(({ id }) => id);
  const { data: answer } = useQuery(
    trpc.repo.byIds.queryOptions(
      { ids },
      {
        enabled: ids.length > 0,
        gcTime: 0,
        staleTime: 0,
        select: (found) => ({ asked: ids, found }),
        refetchInterval: ({ state }) => followPace(state.dataUpdateCount, state.status === 'error'),
      },
    ),
  );
  useEffect(() => {
    if (!answer) return;
    const { asked, found } = answer;
    const settled = found.filter(({ remote }) => remote.state !== 'pending');
    if (settled.length > 0) {
      cache.put(settled);
      void cache.recount();
    }
    // What is not found any more has been deleted elsewhere.
    if (found.length < asked.length) void cache.relist();
  }, [answer, cache]);
}
