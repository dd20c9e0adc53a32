import { refusalOf } from './refusal';

/** How far a list has come, in the words of ui/ListFrame. */
export type ListProgress = {
  /** What was asked for has been answered: only then does nothing mean that there is nothing. */
  known: boolean;
  /** What went wrong with the list, or with its next page. */
  failure: string | undefined;
  retry: () => void;
  hasMore: boolean;
  loadingMore: boolean;
  loadMore: () => void;
};

/** As much as is needed of what useInfiniteQuery gives. */
type ListQuery<Item> = {
  data: { pages: { items: Item[] }[] } | undefined;
  error: unknown;
  isError: boolean;
  isPlaceholderData: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => Promise<unknown>;
  refetch: () => Promise<unknown>;
};

/** All items of a list that have been loaded, and how far it has come. */
export function listOf<Item>(query: ListQuery<Item>): { items: Item[]; progress: ListProgress } {
  const loadMore = () => void query.fetchNextPage();
  return {
    items: query.data?.pages.flatMap(({ items }) => items) ?? [],
    progress: {
      known: query.data !== undefined && !query.isPlaceholderData,
      failure: query.isError ? refusalOf(query.error).message : undefined,
      retry: query.isFetchNextPageError ? loadMore : () => void query.refetch(),
      hasMore: query.hasNextPage,
      loadingMore: query.isFetchingNextPage,
      loadMore,
    },
  };
}
