'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { countOf, formatCount } from '@/lib/format';
import { useTRPC } from '@/trpc/react';

/** The number of repositories, and of those that can't be reached or are being checked. */
export function RepoFact() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.repo.summary.queryOptions());
  const { total, byState } = data;
  if (total === 0) return 'Nothing is registered yet.';
  const all = countOf(total, 'repository', 'repositories');
  if (byState.failed > 0) return `${all}, ${formatCount(byState.failed)} can’t be reached.`;
  if (byState.pending > 0) return `${all}, ${formatCount(byState.pending)} being checked.`;
  return `${all}.`;
}
