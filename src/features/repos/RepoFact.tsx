'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { countOf } from '@/lib/format';
import { useTRPC } from '@/trpc/react';

/** How many repositories there are, and how many of them Heimdall can't reach. */
export function RepoFact() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.repo.summary.queryOptions());
  const { total, byState } = data;
  if (total === 0) return 'Nothing is registered yet.';
  const failed =
    byState.failed === 0 ? 'all that have a remote can be reached' : `${byState.failed} can’t be reached`;
  return `${countOf(total, 'repository', 'repositories')}, ${byState.pending > 0 && byState.failed === 0 ? `${byState.pending} being looked up` : failed}.`;
}
