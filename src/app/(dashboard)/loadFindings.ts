import { type FindingFilters, filterInput, listInput } from '@/features/findings/findingFilters';
import { nextPage } from '@/lib/nextPage';
import type { openPage } from '@/server/page';

type Opened = Pick<Awaited<ReturnType<typeof openPage>>, 'trpc' | 'queryClient'>;

/** Loads the first rows of a list of findings, and how many there are of each value of its filters. */
export async function loadFindings({ trpc, queryClient }: Opened, filters: FindingFilters, repoId?: string) {
  await Promise.all([
    queryClient.fetchInfiniteQuery(
      trpc.finding.list.infiniteQueryOptions(listInput(filters, repoId), { getNextPageParam: nextPage }),
    ),
    queryClient.fetchQuery(trpc.finding.facets.queryOptions(filterInput(filters, repoId))),
  ]);
}
