import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { followPace } from '@/lib/followPace';
import { useTRPC } from '@/trpc/react';
import type { Repo } from '@/trpc/types';
import { useRepoCache } from './useRepoCache';

/** The most that one call may ask for. The others follow once these are done. */
const MOST_FOLLOWED = 100;

/** Polls the repos of a list whose remotes are being probed, all in one call, until none is left. */
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
    // A repo that is not found has been deleted elsewhere.
    if (found.length < asked.length) void cache.relist();
  }, [answer, cache]);
}
