'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { ShieldQuestion } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { nextPage } from '@/lib/nextPage';
import { paths } from '@/lib/paths';
import { listOf } from '@/trpc/listOf';
import { useTRPC } from '@/trpc/react';
import type { FindingRow as Row } from '@/trpc/types';
import { Badge } from '@/ui/Badge';
import { EmptyState } from '@/ui/EmptyState';
import { ListFrame } from '@/ui/ListFrame';
import { PageLink } from '@/ui/PageLink';
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
  const { items: findings, progress } = listOf(list);
  const nothing = (
    <EmptyState icon={<ShieldQuestion />} title={empty.title}>
      {empty.text}
    </EmptyState>
  );
  return (
    <ListFrame ref={frame} {...progress} isEmpty={findings.length === 0} empty={nothing}>
      <ul>
        {findings.map((finding) => (
          <FindingRow key={finding.id} finding={finding} />
        ))}
      </ul>
    </ListFrame>
  );
}

function FindingRow({ finding }: { finding: Row }) {
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
