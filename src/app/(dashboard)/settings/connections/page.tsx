import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { ConnectedNotice } from '@/features/connections/ConnectedNotice';
import { ConnectionsPanel } from '@/features/connections/ConnectionsPanel';
import { ConnectProblem } from '@/features/connections/ConnectProblem';
import { Page } from '@/features/shell/Page';
import { nextPage } from '@/lib/nextPage';
import { paths } from '@/lib/paths';
import { openPage } from '@/server/page';
import { Panel } from '@/ui/Panel';
import { LateConnectForm } from './LateConnectForm';

export const metadata: Metadata = { title: 'Connections' };

type Props = { searchParams: Promise<{ problem?: string | string[]; connected?: string | string[] }> };

export default async function ConnectionsPage({ searchParams }: Props) {
  const { problem, connected } = await searchParams;
  const { trpc, queryClient } = await openPage(paths.connections());
  await Promise.all([
    queryClient.fetchInfiniteQuery(
      trpc.connection.list.infiniteQueryOptions({}, { getNextPageParam: nextPage }),
    ),
    queryClient.fetchQuery(trpc.connection.oauthHosts.queryOptions()),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Page
        crumbs={[{ label: 'Settings', href: paths.settings() }]}
        title="Connections"
        fact="Accounts of Git hosts, by which Heimdall reads private repositories."
        narrow
      >
        <div className="flex flex-col gap-5">
          <ConnectProblem problem={problem} />
          <ConnectedNotice id={connected} />
          <ConnectionsPanel />
          <Panel title="Connect a Git host">
            <LateConnectForm />
          </Panel>
        </div>
      </Page>
    </HydrationBoundary>
  );
}
