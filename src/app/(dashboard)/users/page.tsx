import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { UserList } from '@/features/accounts/UserList';
import { Page } from '@/features/shell/Page';
import { REFUSAL_TITLES, Refused } from '@/features/shell/Refused';
import { nextPage } from '@/lib/nextPage';
import { paths } from '@/lib/paths';
import { openPage, orRefusal, pageCache } from '@/server/page';
import { LateInvitePanel } from './LateInvitePanel';

export async function generateMetadata(): Promise<Metadata> {
  const loaded = await loadUsers();
  return { title: 'refusal' in loaded ? REFUSAL_TITLES[loaded.refusal] : 'Users' };
}

export default async function UsersPage() {
  const loaded = await loadUsers();
  if ('refusal' in loaded) return <Refused refusal={loaded.refusal} />;
  return (
    <HydrationBoundary state={dehydrate(await pageCache())}>
      <Page title="Users" fact="All accounts of this installation." narrow>
        <div className="flex flex-col gap-5">
          <UserList />
          <LateInvitePanel />
        </div>
      </Page>
    </HydrationBoundary>
  );
}

async function loadUsers() {
  const { trpc, queryClient } = await openPage(paths.users());
  const options = trpc.account.listUsers.infiniteQueryOptions({}, { getNextPageParam: nextPage });
  return orRefusal(queryClient.fetchInfiniteQuery(options));
}
