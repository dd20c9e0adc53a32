import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import type { Metadata } from 'next';
import { RepoFact } from '@/features/repos/RepoFact';
import { RepoList } from '@/features/repos/RepoList';
import { listInput, readFilters, writeFilters } from '@/features/repos/repoFilters';
import { Page } from '@/features/shell/Page';
import { nextPage } from '@/lib/nextPage';
import { paths } from '@/lib/paths';
import { openPage, readerUrl } from '@/server/page';
import { PageLink } from '@/ui/PageLink';
import { buttonStyle } from '@/ui/styles';

export const metadata: Metadata = { title: 'Repositories' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ReposPage({ searchParams }: Props) {
  const filters = readFilters(asParams(await searchParams));
  const query = writeFilters(filters);
  const { trpc, queryClient } = await openPage(query ? `${paths.repos()}?${query}` : paths.repos());
  const input = listInput(filters);
  const [summary] = await Promise.all([
    queryClient.fetchQuery(trpc.repo.summary.queryOptions()),
    queryClient.fetchInfiniteQuery(
      trpc.repo.list.infiniteQueryOptions(input, { getNextPageParam: nextPage }),
    ),
  ]);
  const add = (
    <PageLink href={paths.newRepo()} className={buttonStyle('primary')}>
      <Plus aria-hidden className="size-4" />
      Add repository
    </PageLink>
  );
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Page title="Repositories" fact={<RepoFact />} action={summary.total > 0 ? add : undefined}>
        <RepoList baseUrl={await readerUrl()} />
      </Page>
    </HydrationBoundary>
  );
}

function asParams(record: Awaited<Props['searchParams']>): URLSearchParams {
  const first = Object.entries(record).map(([name, value]) => [name, [value].flat()[0] ?? '']);
  return new URLSearchParams(first);
}
