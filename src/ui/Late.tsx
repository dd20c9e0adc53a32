import { type ComponentType, type LazyExoticComponent, lazy, type ReactNode, Suspense } from 'react';
import { MISSING } from './OnDemand';
import { SkeletonRows } from './Skeleton';

/** The frame of a part that `latePart` has made. */
export function Late({ children }: { children: ReactNode }) {
  return <Suspense fallback={<SkeletonRows rows={3} label="Loading" />}>{children}</Suspense>;
}

/**
 * A part of a page whose HTML the server sends with it, while its code is loaded after the page's.
 * Without a network a message takes its place, and the rest of the page stays.
 */
export function latePart<Props extends object>(
  fetch: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: await fetch().catch(() => Missing) }));
}

function Missing() {
  return <p className="text-muted">{MISSING}</p>;
}
