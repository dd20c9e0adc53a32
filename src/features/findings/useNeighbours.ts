import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { nextPage } from '@/lib/nextPage';
import { listOf } from '@/trpc/listOf';
import { useTRPC } from '@/trpc/react';
import type { FindingListInput } from '@/trpc/types';

/** The rows among which a finding is searched. A page that is opened alone loads them. */
const MOST_SEARCHED = 500;

type Neighbours = { previous?: string | undefined; next?: string | undefined; place?: string };

/**
 * The findings before and after one in a list, as the list was shown last. What was decided since keeps its place.
 * Of a finding that is not in the list, the next one is the list's first.
 */
export function useNeighbours(id: string, input: FindingListInput): Neighbours {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const options = trpc.finding.list.infiniteQueryOptions(input, { getNextPageParam: nextPage });
  const query = useInfiniteQuery({ ...options, enabled: ({ state }) => state.data === undefined });
  const { queryKey } = options;
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = query;
  const ids = listOf(query).items.map((row) => row.id);
  const at = ids.indexOf(id);
  const isShort = hasNextPage && (at < 0 ? ids.length < MOST_SEARCHED : at === ids.length - 1);
  useEffect(() => {
    if (!isShort || isFetching || isError) return;
    // The list itself is then fetched again when it is shown.
    void fetchNextPage().then(() => queryClient.invalidateQueries({ queryKey, refetchType: 'none' }));
  }, [isShort, isFetching, isError, fetchNextPage, queryClient, queryKey]);
  if (data === undefined || (at < 0 && isShort)) return {};
  const neighbours = { previous: ids[at - 1], next: ids[at + 1] };
  return at < 0
    ? neighbours
    : { ...neighbours, place: `${at + 1} of ${ids.length}${hasNextPage ? '+' : ''}` };
}
