import { refusalOf } from './refusal';

/** The loading state of a list, in the names of ui/ListFrame. */
export type ListProgress = {
  /** The query has been answered. Only then may the list be shown as empty. */
  known: boolean;
  /** The error of the list, or of its next page. */
  failure: string | undefined;
  retry: () => void;
  hasMore: boolean;
  loadingMore: boolean;
  loadMore: () => void;
};

/** The part of useInfiniteQuery's result that is used. */
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

/** Returns all loaded items of a list, and its loading state. */
export function listOf<Item>(query: ListQuery<Item>): { items: Item[]; progress: ListProgress } {
  return { items: query.data?.pages.flatMap(({ items }) => items) ?? [], progress: progressOf(query) };
}

/** The loading state of a list. */
export function progressOf(query: ListQuery<unknown>): ListProgress {
  const loadMore = () => void query.fetchNextPage();
  return {
    known: query.data !== undefined && !query.isPlaceholderData,
    failure: query.isError ? refusalOf(query.error).message : undefined,
    retry: query.isFetchNextPageError ? loadMore : () => void query.refetch(),
    hasMore: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    loadMore,
  };
}
