'use client';

import { useSyncExternalStore } from 'react';
import { formatDuration } from '@/lib/duration';
import { makeClock } from './clock';

const { subscribe, tick } = makeClock(1_000);

/** A duration; without an end, the time up to now. */
export function Elapsed({ from, to }: { from: string; to: string | null }) {
  useSyncExternalStore(subscribe, tick, tick);
  const end = to === null ? Date.now() : Date.parse(to);
  return (
    // The clocks of the server and the reader differ a little.
    <span className="tabular-nums" suppressHydrationWarning>
      {formatDuration(end - Date.parse(from))}
    </span>
  );
}
