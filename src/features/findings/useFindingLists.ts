import { type InfiniteData, type Query, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/react';
import type { FindingListInput, FindingPage, FindingRow } from '@/trpc/types';

/** As many pages of a list are fetched again at once. A longer list keeps its rows, which changes are written into. */
const MOST_REFETCHED = 4;

type Pages = InfiniteData<FindingPage>;

/** Whether all pages of a list can be fetched again; true for other queries. */
export function isShort({ state }: { state: { data: unknown } }): boolean {
  const { pages } = (state.data ?? {}) as Partial<Pages>;
  return !Array.isArray(pages) || pages.length <= MOST_REFETCHED;
}

/** The lists of findings that the page has loaded, after a change of findings. */
export function useFindingLists() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();

  /**
   * Changes loaded rows at once.
   * @param drops whether rows disappear that their list does not show any more
   */
  function change(
    isMeant: (row: FindingRow) => boolean,
    changes: (row: FindingRow) => Partial<FindingRow>,
    drops: boolean,
  ): void {
    for (const { queryKey } of queryClient.getQueryCache().findAll(trpc.finding.list.infiniteQueryFilter())) {
      const { input } = (queryKey[1] ?? {}) as { input?: FindingListInput };
      const shown = [input?.status ?? []].flat();
      const isShown = ({ status }: FindingRow) => !drops || shown.length === 0 || shown.includes(status);
      queryClient.setQueryData<Pages>(queryKey, (data) => {
        if (!data) return data;
        const changed = (row: FindingRow) => (isMeant(row) ? { ...row, ...changes(row) } : row);
        const pages = data.pages.map((page) => ({ ...page, items: page.items.map(changed).filter(isShown) }));
        return { ...data, pages };
      });
    }
  }

  const refetchIf = (predicate: (query: Query) => boolean) =>
    Promise.all([
      queryClient.invalidateQueries({ ...trpc.finding.pathFilter(), predicate }),
      queryClient.invalidateQueries(trpc.triage.events.infiniteQueryFilter()),
    ]);
  return {
    /** Stops fetches that have begun before a change, as their answers are older. */
    hold: () => queryClient.cancelQueries(trpc.finding.list.infiniteQueryFilter()),
    change,
    /** Fetches counts, findings and short lists again. */
    refetch: () => refetchIf(isShort),
    /** Fetches long lists again, too: page after page. */
    refetchAll: () => refetchIf(() => true),
  };
}
