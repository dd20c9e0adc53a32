import { useInfiniteQuery } from '@tanstack/react-query';
import { nextPage } from '@/lib/nextPage';
import { listOf } from '@/trpc/listOf';
import { useTRPC } from '@/trpc/react';

/** The loaded events of a finding, newest first, with the names of the users in them. */
export function useFindingEvents(id: string) {
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.triage.events.infiniteQueryOptions({ id }, { getNextPageParam: nextPage }),
  );
  const { items: events, progress } = listOf(query);
  const names: Readonly<Record<string, string>> = Object.assign(
    {},
    ...(query.data?.pages ?? []).map((page) => page.names),
  );
  return { events, names, progress };
}
