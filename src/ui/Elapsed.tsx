'use client';

import { useSyncExternalStore } from 'react';
import { formatDuration } from '@/lib/amounts';
import { makeClock } from './clock';

const { subscribe, tick } = makeClock(1_000);

/** How long something took, or has taken up to now where it has no end. */
export function Elapsed({ from, to }: { from: string; to: string | null }) {
  useSyncExternalStore(subscribe, tick, tick);
  const end = to === null ? Date.now() : Date.parse(to);
  return (
    // The server's clock and the reader's differ by a little.
    <span className="tabular-nums" suppressHydrationWarning>
      {formatDuration(end - Date.parse(from))}
    </span>
  );
}
