'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Maximize2, X } from 'lucide-react';
import { type Ref, Suspense, useDeferredValue, useId } from 'react';
import { paths } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import { messageOf } from '@/trpc/refusal';
import { IconButton } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { PageLink } from '@/ui/PageLink';
import { PathText } from '@/ui/PathText';
import { SkeletonRows } from '@/ui/Skeleton';
import { iconButtonStyle } from '@/ui/styles';
import { FindingDetail } from './FindingDetail';

export type FindingPanelProps = { ref: Ref<HTMLElement>; id: string; from: string; onClose: () => void };

/** A finding beside its list. While the next one loads, the last one stays. */
export function FindingPanel({ ref, id, from, onClose }: FindingPanelProps) {
  const trpc = useTRPC();
  const heading = useId();
  const { data: finding, error } = useQuery(
    trpc.finding.byId.queryOptions({ id }, { placeholderData: keepPreviousData }),
  );
  const shown = useDeferredValue(finding?.id);
  return (
    <section
      ref={ref}
      tabIndex={-1}
      aria-labelledby={heading}
      aria-busy={finding?.id !== id && !error}
      className="sticky top-14 flex max-h-[calc(100dvh-4.5rem)] flex-col overflow-hidden rounded-lg border border-line bg-canvas outline-none max-panel:hidden"
    >
      <div className="flex items-start gap-2 border-b border-line bg-surface py-2.5 pr-2 pl-4">
        <div className="min-w-0 grow">
          <h2 id={heading} className="text-lg font-semibold">
            {finding?.title ?? 'Finding'}
          </h2>
          {finding ? <PathText text={`${finding.filePath}:${finding.lineStart}`} /> : null}
        </div>
        <PageLink
          href={paths.finding(id, from)}
          aria-label="Open the page"
          title="Open the page"
          className={iconButtonStyle}
        >
          <Maximize2 aria-hidden className="size-4" />
        </PageLink>
        <IconButton label="Close" aria-keyshortcuts="Escape" onClick={onClose}>
          <X aria-hidden className="size-4" />
        </IconButton>
      </div>
      <div className="min-h-0 grow overflow-y-auto p-4">
        {error ? <Notice tone="danger">{messageOf(error)}</Notice> : null}
        {shown && !error ? (
          <Suspense fallback={<SkeletonRows rows={6} label="Loading" />}>
            <FindingDetail key={shown} id={shown} />
          </Suspense>
        ) : null}
        {finding || error ? null : <SkeletonRows rows={6} label="Loading" />}
      </div>
    </section>
  );
}
