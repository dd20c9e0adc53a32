import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { SessionGuard } from '@/features/accounts/SessionGuard';
import { Shell } from '@/features/shell/Shell';
import { currentUser, pageCache } from '@/server/page';

/** What is around each page. A stranger's page redirects by itself: only it knows where to come back to. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const me = await currentUser();
  if (!me) return children;
  return (
    <HydrationBoundary state={dehydrate(await pageCache())}>
      <Shell role={me.role}>{children}</Shell>
      <SessionGuard user={{ id: me.id, email: me.email }} />
    </HydrationBoundary>
  );
}
