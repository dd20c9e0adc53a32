import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { LatePasswordPanel, LateProfilePanel, LateTokensPanel } from '@/features/accounts/lateParts';
import { SessionsPanel } from '@/features/accounts/SessionsPanel';
import { DeletionsPanel } from '@/features/deletions/DeletionsPanel';
import { LateRetentionPanel } from '@/features/retention/LateRetentionPanel';
import { AppearancePanel } from '@/features/shell/AppearancePanel';
import { Page } from '@/features/shell/Page';
import { nextPage } from '@/lib/nextPage';
import { paths } from '@/lib/paths';
import { openPage, readerUrl } from '@/server/page';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage() {
  const { me, trpc, queryClient } = await openPage(paths.settings());
  const isAdmin = me.role === 'admin';
  await Promise.all([
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
          <LateProfilePanel />
          <AppearancePanel />
          <LatePasswordPanel />
          <SessionsPanel />
          <LateTokensPanel baseUrl={await readerUrl()} />
          {isAdmin ? <LateRetentionPanel /> : null}
          <DeletionsPanel />
        </div>
      </Page>
    </HydrationBoundary>
  );
}
