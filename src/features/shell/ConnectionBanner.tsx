'use client';

import { WifiOff } from 'lucide-react';
import { useSyncExternalStore } from 'react';

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/** Says that the network is gone, for as long as it is. */
export function ConnectionBanner() {
  const online = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  return (
    <div role="status" className="fixed inset-x-0 top-0 z-40 flex justify-center px-4">
      {online ? null : (
        <p className="mt-2 flex animate-appear items-center gap-2 rounded-lg border border-medium/40 bg-medium-soft px-3 py-2 shadow-lg">
          <WifiOff aria-hidden className="size-4 shrink-0 text-medium" />
          You are offline. What you see may be out of date; what you type stays.
        </p>
      )}
    </div>
  );
}
