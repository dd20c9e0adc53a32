'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { ShieldQuestion } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { nextPage } from '@/lib/nextPage';
import { paths } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import { refusalOf } from '@/trpc/refusal';
import type { Finding } from '@/trpc/types';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';
import { Notice } from '@/ui/Notice';
import { PageLink } from '@/ui/PageLink';
import { panelStyle } from '@/ui/styles';
import { Time } from '@/ui/Time';
import { useRowKeys } from '@/ui/useRowKeys';
import { SEVERITY_LOOKS, STATUS_LOOKS } from './findingLooks';

type FindingListProps = { repoId: string; scanId?: string; empty: { title: string; text: ReactNode } };

/** The findings of a repository, or of one of its scans, newest first. */
export function FindingList({ repoId, scanId, empty }: FindingListProps) {
  const trpc = useTRPC();
  const frame = useRef<HTMLDivElement>(null);
  useRowKeys(frame);
  const list = useInfiniteQuery(
    trpc.finding.list.infiniteQueryOptions({ repoId, scanId }, { getNextPageParam: nextPage }),
  );
  const findings = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className="flex flex-col gap-3">
      {list.isError ? (
        <Notice tone="danger" action={<Button onClick={() => void list.refetch()}>Try again</Button>}>
          {refusalOf(list.error).message}
        </Notice>
      ) : null}
      <div ref={frame} className={panelStyle}>
        {findings.length === 0 ? (
          <EmptyState icon={<ShieldQuestion />} title={empty.title}>
            {empty.text}
          </EmptyState>
        ) : (
          <ul>
            {findings.map((finding) => (
              <FindingRow key={finding.id} finding={finding} />
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

function FindingRow({ finding }: { finding: Finding }) {
  const severity = SEVERITY_LOOKS[finding.severity];
  return (
    <li className="grid min-h-10 items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2 last:border-0 focus-within:bg-sunken hover:bg-sunken sm:grid-cols-[6rem_minmax(0,1fr)_8rem_7rem]">
      <Badge look={severity}>{severity.word}</Badge>
      <div className="min-w-0">
        <PageLink href={paths.finding(finding.id)} data-row className="rounded font-medium hover:underline">
          {finding.title}
        </PageLink>
        <div className="truncate font-mono text-sm text-muted">
          {finding.filePath}:{finding.lineStart}
        </div>
      </div>
      <span>{STATUS_LOOKS[finding.status].word}</span>
      <span className="text-muted">
        <Time value={finding.lastSeenAt} />
      </span>
    </li>
  );
}
