import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { DeletionList } from '@/features/deletions/DeletionList';
import { ALL } from '@/features/deletions/deletionInput';
import { Page } from '@/features/shell/Page';
import { nextPage } from '@/lib/nextPage';
import { paths } from '@/lib/paths';
import { openPage } from '@/server/page';

export const metadata: Metadata = { title: 'Deletions' };

const CRUMBS = [{ label: 'Settings', href: paths.settings() }];

export default async function DeletionsPage() {
  const { me, trpc, queryClient } = await openPage(paths.deletions());
  await queryClient.fetchInfiniteQuery(
    trpc.deletion.list.infiniteQueryOptions(ALL, { getNextPageParam: nextPage }),
  );
  const whose = me.role === 'admin' ? 'Everything that was deleted here' : 'What you have deleted';
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Page crumbs={CRUMBS} title="Deletions" fact={`${whose}, the newest first.`}>
        <DeletionList />
      </Page>
    </HydrationBoundary>
  );
}
