'use client';

import { useSyncExternalStore } from 'react';
import { exactTime, relativeTime } from '@/lib/format';
import { makeClock } from './clock';

const { subscribe, tick } = makeClock(30_000);

/** A relative time, with the exact one on hover. */
export function Time({ value }: { value: string }) {
  useSyncExternalStore(subscribe, tick, tick);
  const moment = new Date(value);
  return (
    // The clocks of the server and the reader differ a little.
    <time dateTime={value} title={exactTime(moment)} className="tabular-nums" suppressHydrationWarning>
      {relativeTime(moment, new Date())}
    </time>
  );
}
