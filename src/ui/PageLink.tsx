'use client';

import Link, { useLinkStatus } from 'next/link';
import type { ComponentProps } from 'react';

/**
 * A link to a page of Heimdall. While the page loads, a bar at the top of the window shows it.
 * Pages are not prefetched: a list links to many, and each is rendered again for every request.
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
