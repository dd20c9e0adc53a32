'use client';

import Link, { useLinkStatus } from 'next/link';
import type { ComponentProps } from 'react';

/**
 * A link to a page of ours. While the page is on its way, a bar at the top of the window says so. Nothing is fetched
 * beforehand: a list's pages are many, and all of them are rendered anew for whoever opens them.
 */
export function PageLink({ children, ...rest }: ComponentProps<typeof Link>) {
  return (
    <Link prefetch={false} {...rest}>
      {children}
      <PendingBar />
    </Link>
  );
}

function PendingBar() {
  const { pending } = useLinkStatus();
  if (!pending) return null;
  return <span aria-hidden className="fixed inset-x-0 top-0 z-50 h-0.5 animate-late bg-accent" />;
}
