'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { followPace } from '@/lib/followPace';
import { nextPage } from '@/lib/nextPage';
import { listOf } from '@/trpc/listOf';
import { useTRPC } from '@/trpc/react';
import { EmptyState } from '@/ui/EmptyState';
import { ListFrame } from '@/ui/ListFrame';
import { DeletionRow } from './DeletionRow';
import { ALL } from './deletionInput';

/** All deletions that the reader may see, the newest first. Running ones are followed. */
export function DeletionList() {
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.deletion.list.infiniteQueryOptions(ALL, {
      getNextPageParam: nextPage,
      refetchInterval: ({ state }) => {
        const items = state.data?.pages.flatMap((page) => page.items) ?? [];
        const goesOn = items.some((deletion) => deletion.state === 'purging');
        return goesOn ? followPace(state.dataUpdateCount, state.status === 'error') : false;
      },
    }),
  );
  const { items: deletions, progress } = listOf(list);
  return (
    <ListFrame
      {...progress}
      isEmpty={deletions.length === 0}
      empty={
        <EmptyState icon={<Trash2 />} title="Nothing has been deleted">
          Each deletion gets a receipt: what was deleted, who requested it, and that nothing is left.
        </EmptyState>
      }
    >
      <table className="w-full table-fixed">
        <caption className="sr-only">Deletions, the newest first</caption>
        <thead>
          <tr className="h-9 border-b border-line text-sm text-muted">
            <th scope="col" className="px-4">
              Name
            </th>
            <th scope="col" className="w-64 px-3 max-md:hidden">
              Requested by
            </th>
            <th scope="col" className="w-32 px-3 sm:w-48">
              State
            </th>
          </tr>
        </thead>
        <tbody>
          {deletions.map((deletion) => (
            <DeletionRow key={deletion.id} deletion={deletion} />
          ))}
        </tbody>
      </table>
    </ListFrame>
  );
}
