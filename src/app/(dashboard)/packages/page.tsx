import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { AdvisoryAge } from '@/features/advisories/AdvisoryAge';
import { PackageList } from '@/features/packages/PackageList';
import { listInput, readFilters } from '@/features/packages/packageFilters';
import { Page } from '@/features/shell/Page';
import { nextPage } from '@/lib/nextPage';
import { paths } from '@/lib/paths';
import { asParams, openPage } from '@/server/page';

export const metadata: Metadata = { title: 'Dependencies' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PackagesPage({ searchParams }: Props) {
  const params = asParams(await searchParams);
  const { trpc, queryClient } = await openPage(paths.packages(params.toString()));
  await Promise.all([
    queryClient.fetchInfiniteQuery(
      trpc.package.list.infiniteQueryOptions(listInput(readFilters(params)), { getNextPageParam: nextPage }),
    ),
    queryClient.fetchQuery(trpc.advisory.sources.queryOptions()),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Page
        title="Dependencies"
        fact="The packages that your repositories use, as their last scans found them."
      >
        <div className="flex flex-col gap-3">
          <AdvisoryAge />
          <PackageList />
        </div>
      </Page>
    </HydrationBoundary>
  );
}
