import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import type { Metadata } from 'next';
import { PURGING } from '@/features/deletions/deletionInput';
import { RepoFact } from '@/features/repos/RepoFact';
import { listInput, overviewsInput, readFilters, writeFilters } from '@/features/repos/repoFilters';
import { Page } from '@/features/shell/Page';
import { nextPage } from '@/lib/nextPage';
import { paths } from '@/lib/paths';
import { asParams, openPage, readerUrl } from '@/server/page';
import { PageLink } from '@/ui/PageLink';
import { buttonStyle } from '@/ui/styles';
import { LateDeletions } from './LateDeletions';
import { Repositories } from './Repositories';

export const metadata: Metadata = { title: 'Repositories' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ReposPage({ searchParams }: Props) {
  const filters = readFilters(asParams(await searchParams));
  const query = writeFilters(filters);
  const { trpc, queryClient } = await openPage(query ? `${paths.repos()}?${query}` : paths.repos());
  const input = listInput(filters);
  const [summary, repos] = await Promise.all([
    queryClient.fetchQuery(trpc.repo.summary.queryOptions()),
    queryClient.fetchInfiniteQuery(
      trpc.repo.list.infiniteQueryOptions(input, { getNextPageParam: nextPage }),
    ),
    queryClient.fetchQuery(trpc.deletion.list.queryOptions(PURGING)),
  ]);
  const [first] = repos.pages;
  if (first) await queryClient.fetchQuery(trpc.scan.overviews.queryOptions(overviewsInput(first.items)));
  const add = (
    <PageLink href={paths.newRepo()} className={buttonStyle('primary')}>
      <Plus aria-hidden className="size-4" />
      Add repository
    </PageLink>
  );
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Page title="Repositories" fact={<RepoFact />} action={summary.total > 0 ? add : undefined}>
        <LateDeletions />
        <Repositories baseUrl={await readerUrl()} />
      </Page>
    </HydrationBoundary>
  );
}
