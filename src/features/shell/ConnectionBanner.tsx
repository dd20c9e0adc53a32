'use client';

import { TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';

const RETRY_MS = 3_000;

/**
 * Says that Heimdall can't be reached while that is so. A browser may be offline and still reach a local
 * server.
 */
export function ConnectionBanner() {
  const reachable = useReachable();
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 top-0 z-40 flex justify-center px-4">
      {reachable ? null : (
        <p className="mt-2 flex animate-appear items-center gap-2 rounded-lg border border-medium/40 bg-medium-soft px-3 py-2 shadow-lg">
          <TriangleAlert aria-hidden className="size-4 shrink-0 text-medium" />
          Heimdall can’t be reached. What you see may be out of date; what you type stays.
        </p>
      )}
    </div>
  );
}

/**
 * Polls the server once the browser reports that it is offline, until it is online and the server answers.
 * The first request may still be answered, as the browser reports before its connections end.
 */
function useReachable(): boolean {
  const [reachable, setReachable] = useState(true);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    async function check(): Promise<void> {
      clearTimeout(timer);
      const answers = await fetch('/api/health', { cache: 'no-store' }).then(
        () => true,
        () => false,
      );
      if (over) return;
      setReachable(answers);
      if (!answers || !navigator.onLine) timer = setTimeout(() => void check(), RETRY_MS);
    }
    const ask = () => void check();
    window.addEventListener('offline', ask);
    window.addEventListener('online', ask);
    if (!navigator.onLine) ask();
    return () => {
      over = true;
      clearTimeout(timer);
      window.removeEventListener('offline', ask);
      window.removeEventListener('online', ask);
    };
  }, []);
  return reachable;
}
