import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '@/trpc/react';
import type { Repo, RepoPage } from '@/trpc/types';

/** All that a page holds of repos: single ones, lists of them, and their counts. */
export function useRepoCache() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useMemo(
    () => ({
      /** Takes over what is newer, wherever it is shown. */
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
      /** For when a remote has come to something: then it may also have got its first scan. */
      async recount(): Promise<void> {
        await Promise.all([
          queryClient.invalidateQueries(trpc.repo.summary.queryFilter()),
          queryClient.invalidateQueries(trpc.scan.overviews.pathFilter()),
        ]);
      },
      /** For when a repo has come or gone. */
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
