'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { lazy, startTransition, useEffect, useState } from 'react';
import { useTRPC } from '@/trpc/react';
import { PURGING } from './deletionInput';

const NoRows = () => null;
const PurgingRows = lazy(async () => ({
  // Without a network there are no rows; the page must not go for them.
  default: (await import('./PurgingRows').catch(() => ({ PurgingRows: NoRows }))).PurgingRows,
}));

/**
 * The reader's repositories that are being deleted. What shows them is fetched where there are any, and stays to tell of
 * their end. Without Suspense: what is below it the server may send late, and the list would move when it comes.
 */
export function UnfinishedDeletions() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.deletion.list.queryOptions(PURGING));
  const some = data.items.length > 0;
  const [needed, setNeeded] = useState(some);
  useEffect(() => {
    // Until the rows have been fetched, the page stays as it is.
    if (some) startTransition(() => setNeeded(true));
  }, [some]);
  return needed ? <PurgingRows /> : null;
}
