import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { InvitePanel } from '@/features/accounts/InvitePanel';
import { UserList } from '@/features/accounts/UserList';
import { Page } from '@/features/shell/Page';
import { nextPage } from '@/lib/nextPage';
import { paths } from '@/lib/paths';
import { openPage, orRefusal } from '@/server/page';

export const metadata: Metadata = { title: 'Users' };

export default async function UsersPage() {
  const { trpc, queryClient } = await openPage(paths.users());
  await orRefusal(
    queryClient.fetchInfiniteQuery(
      trpc.account.listUsers.infiniteQueryOptions({}, { getNextPageParam: nextPage }),
    ),
  );
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Page title="Users" fact="Everybody who has an account on this installation." narrow>
        <div className="flex flex-col gap-5">
          <UserList />
          <InvitePanel />
        </div>
      </Page>
    </HydrationBoundary>
  );
}
