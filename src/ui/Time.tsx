'use client';

import { useEffect, useState } from 'react';
import { exactTime, relativeTime } from '@/lib/format';

const TICK_MS = 30_000;

/** A moment as people say it, with the exact one on hover. */
export function Time({ value }: { value: string }) {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    setNow(new Date());
    const timer = setInterval(() => setNow(new Date()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const moment = new Date(value);
  return (
    // The server's clock and the reader's differ by a little.
    <time dateTime={value} title={exactTime(moment)} className="tabular-nums" suppressHydrationWarning>
      {relativeTime(moment, now)}
    </time>
  );
}
