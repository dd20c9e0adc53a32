import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { OverviewPanels } from '@/features/overview/OverviewPanels';
import { FirstRepo } from '@/features/repos/FirstRepo';
import { Page } from '@/features/shell/Page';
import { paths } from '@/lib/paths';
import { openPage, readerUrl } from '@/server/page';

export const metadata: Metadata = { title: 'Overview' };

export default async function OverviewPage() {
  const { trpc, queryClient } = await openPage(paths.overview());
  const [overview] = await Promise.all([
    queryClient.fetchQuery(trpc.overview.get.queryOptions()),
    queryClient.fetchQuery(trpc.overview.ages.queryOptions()),
    queryClient.fetchQuery(trpc.overview.latest.queryOptions()),
  ]);
  if (overview.repoCount === 0) {
    return (
      <Page title="Overview" fact="Nothing is registered yet.">
        <FirstRepo baseUrl={await readerUrl()} />
      </Page>
    );
  }
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Page title="Overview">
        <OverviewPanels />
      </Page>
    </HydrationBoundary>
  );
}
