import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { ConnectForm } from '@/features/connections/ConnectForm';
import { ConnectionsPanel } from '@/features/connections/ConnectionsPanel';
import { Page } from '@/features/shell/Page';
import { nextPage } from '@/lib/nextPage';
import { paths } from '@/lib/paths';
import { openPage } from '@/server/page';
import { Panel } from '@/ui/Panel';

export const metadata: Metadata = { title: 'Connections' };

export default async function ConnectionsPage() {
  const { trpc, queryClient } = await openPage(paths.connections());
  await queryClient.fetchInfiniteQuery(
    trpc.connection.list.infiniteQueryOptions({}, { getNextPageParam: nextPage }),
  );
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Page
        crumbs={[{ label: 'Settings', href: paths.settings() }]}
        title="Connections"
        fact="Accounts of Git hosts, by which Heimdall reads private repositories."
        narrow
      >
        <div className="flex flex-col gap-5">
          <ConnectionsPanel />
          <Panel title="Connect a Git host">
            <ConnectForm />
          </Panel>
        </div>
      </Page>
    </HydrationBoundary>
  );
}
