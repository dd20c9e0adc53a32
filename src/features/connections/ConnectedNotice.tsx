'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { nextPage } from '@/lib/nextPage';
import { listOf } from '@/trpc/listOf';
import { useTRPC } from '@/trpc/react';
import { Notice } from '@/ui/Notice';

/** That a connection was made, as the address of the page says it, while there is one. */
export function ConnectedNotice({ id }: { id: string | string[] | undefined }) {
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.connection.list.infiniteQueryOptions({}, { getNextPageParam: nextPage }),
  );
  const made = listOf(list).items.find((one) => one.id === id);
  return made ? (
    <Notice tone="good">
      Connected {made.account} on {made.host}.
    </Notice>
  ) : null;
}
