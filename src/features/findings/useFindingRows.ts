import { type keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { nextPage } from '@/lib/nextPage';
import { type ListProgress, progressOf } from '@/trpc/listOf';
import { useTRPC } from '@/trpc/react';
import type { FindingListInput, FindingRow } from '@/trpc/types';
import { PAGE_ROWS } from './findingFilters';
import { isShort } from './useFindingLists';

/** The rows of a list of findings, and its loading state. */
type FindingRows = { rows: FindingRow[]; stale: boolean; progress: ListProgress };

/**
 * Loads a list of findings. A page of the server may be short or empty and still have a successor.
 * So pages are loaded until there are enough rows to show, or no more.
 */
export function useFindingRows(
  input: FindingListInput,
  placeholderData: typeof keepPreviousData | undefined,
): FindingRows {
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.finding.list.infiniteQueryOptions(input, {
      getNextPageParam: nextPage,
      placeholderData,
      refetchOnMount: isShort,
      refetchOnReconnect: isShort,
      refetchOnWindowFocus: isShort,
    }),
  );
  const progress = progressOf(query);
  const { data } = query;
  // The same list while nothing is loaded, as the positions of all rows are computed from it.
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  const list = JSON.stringify(input);
  const [wanted, setWanted] = useState({ list, rows: PAGE_ROWS });
  const enough = wanted.list === list ? wanted.rows : PAGE_ROWS;
  const { hasNextPage, isFetching, isError, isPlaceholderData, fetchNextPage } = query;
  const needsMore = hasNextPage && rows.length < enough && !isPlaceholderData;
  useEffect(() => {
    if (needsMore && !isFetching && !isError) void fetchNextPage();
  }, [needsMore, isFetching, isError, fetchNextPage]);
  return {
    rows,
    stale: isPlaceholderData,
    progress: {
      ...progress,
      // An empty list is known to be empty only after its last page.
      known: progress.known && !(rows.length === 0 && hasNextPage),
      hasMore: hasNextPage && rows.length > 0,
      loadMore: () => setWanted({ list, rows: rows.length + PAGE_ROWS }),
    },
  };
}
