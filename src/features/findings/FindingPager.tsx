'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type ReactNode, type RefObject, useRef } from 'react';
import { paths } from '@/lib/paths';
import { PageLink } from '@/ui/PageLink';
import { buttonStyle } from '@/ui/styles';
import { useKey } from '@/ui/useKey';
import type { ListOrigin } from './listOrigin';
import { useNeighbours } from './useNeighbours';

/** Leads to the previous and the next finding of the list, also by the keys k and j. */
export function FindingPager({ id, origin }: { id: string; origin: ListOrigin }) {
  const { previous, next, place } = useNeighbours(id, origin.input);
  const [previousLink, nextLink] = [useRef<HTMLAnchorElement>(null), useRef<HTMLAnchorElement>(null)];
  useKey('k', () => previousLink.current?.click());
  useKey('j', () => nextLink.current?.click());
  const pathOf = (finding: string | undefined) => finding && paths.finding(finding, origin.path);
  return (
    <nav aria-label="Findings of the list" className="flex items-center gap-2">
      <span className="min-w-22 text-right text-sm text-muted tabular-nums max-sm:order-last max-sm:text-left">
        {place}
      </span>
      <Step ref={previousLink} href={pathOf(previous)} shortcut="k">
        <ChevronLeft aria-hidden className="size-4" />
        Previous
      </Step>
      <Step ref={nextLink} href={pathOf(next)} shortcut="j">
        Next
        <ChevronRight aria-hidden className="size-4" />
      </Step>
    </nav>
  );
}

type StepProps = {
  ref: RefObject<HTMLAnchorElement | null>;
  href: string | undefined;
  shortcut: string;
  children: ReactNode;
};

function Step({ ref, href, shortcut, children }: StepProps) {
  if (href === undefined) {
    return (
      <span aria-disabled className={buttonStyle()}>
        {children}
      </span>
    );
  }
  return (
    <PageLink
      ref={ref}
      href={href}
      aria-keyshortcuts={shortcut}
      title={`Key ${shortcut}`}
      className={buttonStyle()}
    >
      {children}
    </PageLink>
  );
}
