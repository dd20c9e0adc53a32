import { TRPCError } from '@trpc/server';
import {
  countInput,
  type FindingFilters,
  type ListScope,
  listInput,
  openIn,
} from '@/features/findings/findingFilters';
import { VIEWS_INPUT } from '@/features/findings/findingViews';
import { occurrencesInput } from '@/features/findings/occurrences';
import { nextPage } from '@/lib/nextPage';
import type { openPage } from '@/server/page';

type Opened = Pick<Awaited<ReturnType<typeof openPage>>, 'trpc' | 'queryClient'>;

/** Loads the first rows of a list of findings, and how many there are of each value of its filters. */
export async function loadFindings(
  { trpc, queryClient }: Opened,
  filters: FindingFilters,
  scope: ListScope = {},
) {
  await Promise.all([
    queryClient.fetchInfiniteQuery(
      trpc.finding.list.infiniteQueryOptions(listInput(filters, scope), { getNextPageParam: nextPage }),
    ),
    queryClient.fetchQuery(trpc.finding.facets.queryOptions(countInput(filters, scope))),
  ]);
}

/** Loads the views of the list of all findings. */
export async function loadViews({ trpc, queryClient }: Opened) {
  await queryClient.fetchQuery(trpc.view.list.queryOptions(VIEWS_INPUT));
}

/** Loads the finding that a URL opens beside its list. One that can't be loaded shows why in its place. */
export async function loadOpenFinding({ trpc, queryClient }: Opened, params: URLSearchParams) {
  const id = openIn(params);
  if (id === undefined) return;
  try {
    const finding = await queryClient.fetchQuery(trpc.finding.byId.queryOptions({ id }));
    await Promise.all([
      queryClient.fetchQuery(trpc.repo.byId.queryOptions({ id: finding.repoId })),
      queryClient.fetchQuery(trpc.repo.pages.queryOptions({ id: finding.repoId })),
      queryClient.fetchQuery(trpc.scan.byId.queryOptions({ id: finding.scanId })),
      queryClient.fetchInfiniteQuery(
        trpc.triage.events.infiniteQueryOptions({ id }, { getNextPageParam: nextPage }),
      ),
      finding.occurrences > 1
        ? queryClient.fetchQuery(trpc.finding.list.queryOptions(occurrencesInput(finding)))
        : undefined,
    ]);
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
  }
}
