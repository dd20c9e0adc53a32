import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { PasswordPanel } from '@/features/accounts/PasswordPanel';
import { ProfilePanel } from '@/features/accounts/ProfilePanel';
import { SessionsPanel } from '@/features/accounts/SessionsPanel';
import { TokensPanel } from '@/features/accounts/TokensPanel';
import { AppearancePanel } from '@/features/shell/AppearancePanel';
import { Page } from '@/features/shell/Page';
import { nextPage } from '@/lib/nextPage';
import { paths } from '@/lib/paths';
import { openPage, readerUrl } from '@/server/page';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage() {
  const { me, trpc, queryClient } = await openPage(paths.settings());
  await Promise.all([
    queryClient.fetchQuery(trpc.session.list.queryOptions()),
    queryClient.fetchInfiniteQuery(
      trpc.account.listTokens.infiniteQueryOptions({}, { getNextPageParam: nextPage }),
    ),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Page title="Settings" fact={`Of your own account, ${me.email}.`} narrow>
        <div className="flex flex-col gap-5">
          <ProfilePanel />
          <AppearancePanel />
          <PasswordPanel />
          <SessionsPanel />
          <TokensPanel baseUrl={await readerUrl()} />
        </div>
      </Page>
    </HydrationBoundary>
  );
}
