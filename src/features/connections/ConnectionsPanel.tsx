'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { nextPage } from '@/lib/nextPage';
import { listOf } from '@/trpc/listOf';
import { useTRPC } from '@/trpc/react';
import { ListFrame } from '@/ui/ListFrame';
import { ConnectionRow } from './ConnectionRow';

/** The Git hosts that a user has connected. */
export function ConnectionsPanel() {
  const trpc = useTRPC();
  const rows = useRef<HTMLDivElement>(null);
  const list = useInfiniteQuery(
    trpc.connection.list.infiniteQueryOptions({}, { getNextPageParam: nextPage }),
  );
  const { items, progress } = listOf(list);
  return (
    <div ref={rows} tabIndex={-1} className="outline-none">
      <ListFrame
        {...progress}
        isEmpty={items.length === 0}
        empty={
          <p className="p-4 text-muted">
            No Git host is connected yet. Public repositories need none; connect one to read private ones.
          </p>
        }
      >
        <ul aria-label="Connections">
          {items.map((connection) => (
            // The pressed button disappears with its connection.
            <ConnectionRow
              key={connection.id}
              connection={connection}
              onRemoved={() => rows.current?.focus()}
            />
          ))}
        </ul>
      </ListFrame>
    </div>
  );
}
