'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { Radar } from 'lucide-react';
import { useRef } from 'react';
import { countOf, shortSha } from '@/lib/format';
import { nextPage } from '@/lib/nextPage';
import { paths } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import { refusalOf } from '@/trpc/refusal';
import type { Scan } from '@/trpc/types';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';
import { Notice } from '@/ui/Notice';
import { PageLink } from '@/ui/PageLink';
import { panelStyle } from '@/ui/styles';
import { Time } from '@/ui/Time';
import { useRowKeys } from '@/ui/useRowKeys';
import { lookOf } from './scanLooks';

/** A repository's scans, newest first. */
export function ScanList({ repoId }: { repoId: string }) {
  const trpc = useTRPC();
  const frame = useRef<HTMLDivElement>(null);
  useRowKeys(frame);
  const list = useInfiniteQuery(
    trpc.scan.list.infiniteQueryOptions({ repoId }, { getNextPageParam: nextPage }),
  );
  const scans = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className="flex flex-col gap-3">
      {list.isError ? (
        <Notice tone="danger" action={<Button onClick={() => void list.refetch()}>Try again</Button>}>
          {refusalOf(list.error).message}
        </Notice>
      ) : null}
      <div ref={frame} className={panelStyle}>
        {scans.length === 0 ? (
          <EmptyState icon={<Radar />} title="Not scanned yet">
            Each scan of this repository will be listed here, with what it looked at and what it found.
          </EmptyState>
        ) : (
          <ul>
            {scans.map((scan) => (
              <ScanRow key={scan.id} scan={scan} />
            ))}
          </ul>
        )}
      </div>
      {list.hasNextPage ? (
        <Button
          className="self-center"
          busy={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          Show more
        </Button>
      ) : null}
    </div>
  );
}

function ScanRow({ scan }: { scan: Scan }) {
  const look = lookOf(scan);
  return (
    <li className="flex min-h-10 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2 last:border-0 focus-within:bg-sunken hover:bg-sunken">
      <PageLink href={paths.scan(scan.id)} data-row className="rounded font-medium hover:underline">
        <Badge look={look}>{look.word}</Badge>
      </PageLink>
      {scan.commitSha ? <code className="font-mono text-sm">{shortSha(scan.commitSha)}</code> : null}
      <span>{countOf(scan.findingCount, 'finding')}</span>
      <span className="ml-auto text-muted">
        <Time value={scan.createdAt} />
      </span>
    </li>
  );
}
