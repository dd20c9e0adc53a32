import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { SessionGuard } from '@/features/accounts/SessionGuard';
import { Shell } from '@/features/shell/Shell';
import { currentUser, pageCache } from '@/server/page';

/** The frame of each page. For an anonymous visitor the page itself redirects, as it knows where to return. */
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
