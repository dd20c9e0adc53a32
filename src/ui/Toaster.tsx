'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { messages } from './toast';

type Sonner = typeof import('sonner');

/** Where short messages appear. Sonner is fetched when there is first something to say: pages open without it. */
export function Toaster() {
  const [sonner, setSonner] = useState<Sonner>();
  const waiting = useSyncExternalStore(messages.subscribe, messages.waiting, messages.waiting);
  const wanted = waiting.length > 0;
  useEffect(() => {
    if (wanted && !sonner) void import('sonner').then(setSonner);
  }, [wanted, sonner]);
  useEffect(() => {
    if (!sonner || waiting.length === 0) return;
    for (const { kind, text } of waiting)
      sonner.toast[kind](text, { duration: kind === 'error' ? 10_000 : 4_000 });
    messages.taken();
  }, [sonner, waiting]);
  if (!sonner) return null;
  return (
    <sonner.Toaster
      position="bottom-right"
      mobileOffset={{ bottom: 72 }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-center gap-2 rounded-lg border border-line bg-surface px-3 py-2.5 text-base text-text shadow-lg',
          success: '[&_svg]:text-good',
          error: '[&_svg]:text-critical',
        },
      }}
    />
  );
}
