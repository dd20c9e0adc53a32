'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { startTransition, useEffect, useState } from 'react';
import { useTRPC } from '@/trpc/react';
import { late } from '@/ui/late';
import { PURGING } from './deletionInput';

const PurgingRows = late(async () => (await import('./PurgingRows')).PurgingRows);

/**
 * The reader's repositories that are being deleted. The rows are loaded only if there are any, and stay to
 * report the end.
 * Without Suspense, as the server may send its content late, and the list below would then move.
 */
export function UnfinishedDeletions() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.deletion.list.queryOptions(PURGING));
  const some = data.items.length > 0;
  const [needed, setNeeded] = useState(some);
  useEffect(() => {
    // The page stays as it is until the rows have been loaded.
    if (some) startTransition(() => setNeeded(true));
  }, [some]);
  return needed ? <PurgingRows /> : null;
}
