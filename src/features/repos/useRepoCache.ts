import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '@/trpc/react';
import type { Repo, RepoPage } from '@/trpc/types';

/** All cached data about repos: single ones, lists of them, and their counts. */
export function useRepoCache() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useMemo(
    () => ({
      /** Replaces cached repos by newer ones, wherever they are shown. */
      put(repos: readonly Repo[]): void {
        const newer = new Map(repos.map((repo) => [repo.id, repo]));
        for (const [id, repo] of newer) queryClient.setQueryData(trpc.repo.byId.queryKey({ id }), repo);
        queryClient.setQueriesData<InfiniteData<RepoPage>>(trpc.repo.list.infiniteQueryFilter(), (list) => {
          if (!list) return undefined;
          const update = (page: RepoPage) => ({
            ...page,
            items: page.items.map((repo) => newer.get(repo.id) ?? repo),
          });
          return { ...list, pages: list.pages.map(update) };
        });
      },
      /** Call after a probe has ended, which may also have queued the first scan. */
      async recount(): Promise<void> {
        await Promise.all([
          queryClient.invalidateQueries(trpc.repo.summary.queryFilter()),
          queryClient.invalidateQueries(trpc.scan.overviews.pathFilter()),
        ]);
      },
      /** Call after a repo was added or deleted. */
      async relist(): Promise<void> {
        await Promise.all([
          queryClient.invalidateQueries(trpc.repo.list.pathFilter()),
          queryClient.invalidateQueries(trpc.repo.summary.queryFilter()),
        ]);
      },
    }),
    [trpc, queryClient],
  );
}
