import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { IdentitiesPanel } from '@/features/accounts/IdentitiesPanel';
import { signInProblem } from '@/features/accounts/signInProblems';
import { AdvisoriesPanel } from '@/features/advisories/AdvisoriesPanel';
import { DeletionsPanel } from '@/features/deletions/DeletionsPanel';
import { AppearancePanel } from '@/features/shell/AppearancePanel';
import { Page } from '@/features/shell/Page';
import { nextPage } from '@/lib/nextPage';
import { paths } from '@/lib/paths';
import { openPage, readerUrl } from '@/server/page';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import { buttonStyle } from '@/ui/styles';
import { PasswordPanel, ProfilePanel, RetentionPanel, SessionsPanel, TokensPanel } from './LatePanels';

export const metadata: Metadata = { title: 'Settings' };

type Props = { searchParams: Promise<{ error?: string | string[] }> };

export default async function SettingsPage({ searchParams }: Props) {
  const { me, trpc, queryClient } = await openPage(paths.settings());
  const isAdmin = me.role === 'admin';
  const [ways] = await Promise.all([
    queryClient.fetchQuery(trpc.identity.waysIn.queryOptions()),
    queryClient.fetchQuery(trpc.session.list.queryOptions()),
    queryClient.fetchInfiniteQuery(
      trpc.account.listTokens.infiniteQueryOptions({}, { getNextPageParam: nextPage }),
    ),
    isAdmin ? queryClient.fetchQuery(trpc.retention.get.queryOptions()) : undefined,
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Page title="Settings" fact={`Your account: ${me.email}.`} narrow>
        <div className="flex flex-col gap-5">
          <ProfilePanel />
          <AppearancePanel />
          <IdentitiesPanel problem={signInProblem((await searchParams).error)} />
          {ways.hasPassword && ways.passwordSignIn ? <PasswordPanel /> : null}
          <SessionsPanel />
          <Panel
            title="Connections"
            description="Accounts of GitHub, GitLab and other Git hosts, by which Heimdall reads private repositories."
          >
            <PageLink href={paths.connections()} className={buttonStyle()}>
              Manage connections
            </PageLink>
          </Panel>
          <TokensPanel baseUrl={await readerUrl()} />
          {isAdmin ? <AdvisoriesPanel /> : null}
          {isAdmin ? <RetentionPanel /> : null}
          <DeletionsPanel />
        </div>
      </Page>
    </HydrationBoundary>
  );
}
