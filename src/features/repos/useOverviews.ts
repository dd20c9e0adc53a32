import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { isOver } from '@/domain/scans/rules';
import { followPace } from '@/lib/followPace';
import { useTRPC } from '@/trpc/react';
import type { Repo, RepoOverview } from '@/trpc/types';
import { overviewsInput } from './repoFilters';

/** The newest scan and the open findings of each of these repos, at most a hundred. Running scans are followed. */
export function useOverviews(repos: readonly Repo[]): readonly RepoOverview[] {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.scan.overviews.queryOptions(overviewsInput(repos), {
      placeholderData: keepPreviousData,
      refetchInterval: ({ state }) =>
        state.data?.some(isAtWork) ? followPace(state.dataUpdateCount, state.status === 'error') : false,
    }),
  );
  return data ?? [];
}

function isAtWork({ lastScan }: RepoOverview): boolean {
  return lastScan !== null && !isOver(lastScan.status);
}
