'use client';

import { useRouter } from 'next/navigation';
import { type ComponentProps, type MouseEvent, useTransition } from 'react';

type PageLinkProps = ComponentProps<'a'> & {
  href: string;
  /** Whether the page begins at its top; true by default. */
  scroll?: boolean;
};

/**
 * A link to a page of Heimdall. While the page loads, a bar at the top of the window shows it.
 * Pages are not prefetched: a list links to many, and each is rendered again for every request.
 * So this needs little of what next/link has, which would be three kilobytes of every page.
 */
export function PageLink({ href, scroll = true, onClick, children, ...rest }: PageLinkProps) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();

  function follow(event: MouseEvent<HTMLAnchorElement>): void {
    onClick?.(event);
    const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (event.defaultPrevented || !isPlain) return;
    event.preventDefault();
    startTransition(() => router.push(href, { scroll }));
  }

  return (
    <a href={href} {...rest} onClick={follow}>
      {children}
      {pending ? (
        <span aria-hidden className="fixed inset-x-0 top-0 z-50 h-0.5 animate-late bg-accent" />
      ) : null}
    </a>
  );
}
