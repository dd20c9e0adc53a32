'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { Radar } from 'lucide-react';
import { useRef } from 'react';
import { formatCount, shortSha } from '@/lib/format';
import { nextPage } from '@/lib/nextPage';
import { paths } from '@/lib/paths';
import { listOf } from '@/trpc/listOf';
import { useTRPC } from '@/trpc/react';
import type { Scan } from '@/trpc/types';
import { Badge } from '@/ui/Badge';
import { Elapsed } from '@/ui/Elapsed';
import { EmptyState } from '@/ui/EmptyState';
import { ListFrame } from '@/ui/ListFrame';
import { PageLink } from '@/ui/PageLink';
import { Time } from '@/ui/Time';
import { useRowKeys } from '@/ui/useRowKeys';
import { styleOf } from './scanStyles';

/** A repository's scans, newest first. */
export function ScanList({ repoId }: { repoId: string }) {
  const trpc = useTRPC();
  const frame = useRef<HTMLDivElement>(null);
  useRowKeys(frame);
  const list = useInfiniteQuery(
    trpc.scan.list.infiniteQueryOptions({ repoId }, { getNextPageParam: nextPage }),
  );
  const { items: scans, progress } = listOf(list);
  const nothing = (
    <EmptyState icon={<Radar />} title="Not scanned yet">
      Each scan of this repository will be listed here, with what it scanned and what it found.
    </EmptyState>
  );
  return (
    <ListFrame ref={frame} {...progress} isEmpty={scans.length === 0} empty={nothing}>
      <ul>
        {scans.map((scan) => (
          <ScanRow key={scan.id} scan={scan} />
        ))}
      </ul>
    </ListFrame>
  );
}

function ScanRow({ scan }: { scan: Scan }) {
  const style = styleOf(scan);
  const known = Math.max(scan.findingCount - scan.newCount, 0);
  return (
    <li className="grid min-h-10 grid-cols-[minmax(0,1fr)_5.5rem] items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2 last:border-0 focus-within:bg-sunken hover:bg-sunken sm:grid-cols-[8rem_5rem_minmax(0,1fr)_6rem_8rem]">
      <PageLink
        href={paths.scan(scan.id)}
        data-row
        className="flex w-fit rounded font-medium hover:underline"
      >
        <Badge appearance={style}>{style.word}</Badge>
      </PageLink>
      <code className="font-mono text-sm">{scan.commitSha ? shortSha(scan.commitSha) : '–'}</code>
      <span className="tabular-nums max-sm:col-span-2 max-sm:empty:hidden">
        {scan.status === 'completed'
          ? `${formatCount(scan.newCount)} new, ${formatCount(known)} known, ${formatCount(scan.fixedCount)} fixed`
          : (scan.errorMessage ?? '')}
      </span>
      <span className="text-muted max-sm:order-1">
        {scan.startedAt ? <Elapsed from={scan.startedAt} to={scan.completedAt} /> : null}
      </span>
      <span className="text-muted sm:text-right">
        <Time value={scan.createdAt} />
      </span>
    </li>
  );
}
