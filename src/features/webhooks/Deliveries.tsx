'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { nextPage } from '@/lib/nextPage';
import { listOf } from '@/trpc/listOf';
import { useTRPC } from '@/trpc/react';
import { ListFrame } from '@/ui/ListFrame';
import { Time } from '@/ui/Time';
import { outcomeText } from './webhookWords';

/** New deliveries appear after at most this time. */
const REFRESH_MS = 10_000;

/** What has arrived in the last 30 days, and what came of it. */
export function Deliveries({ repoId, isOn }: { repoId: string; isOn: boolean }) {
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.webhook.deliveries.infiniteQueryOptions(
      { id: repoId },
      { getNextPageParam: nextPage, refetchInterval: isOn ? REFRESH_MS : false },
    ),
  );
  const { items, progress } = listOf(list);
  if (items.length === 0 && !isOn) return null;
  return (
    <div className="mt-5">
      <h3 className="mb-2 font-medium">Deliveries</h3>
      <ListFrame
        {...progress}
        isEmpty={items.length === 0}
        empty={<p className="p-4 text-muted">No deliveries in the last 30 days.</p>}
      >
        <ul aria-label="Deliveries">
          {items.map(({ id, event, outcome, receivedAt }) => (
            <li
              key={id}
              className="flex min-h-9 flex-wrap items-center justify-between gap-x-4 border-b border-line px-4 py-1.5 last:border-0"
            >
              <span className="min-w-0">
                {outcomeText(outcome)} <span className="text-muted">· {event}</span>
              </span>
              <span className="text-sm text-muted">
                <Time value={receivedAt} />
              </span>
            </li>
          ))}
        </ul>
      </ListFrame>
    </div>
  );
}
