'use client';

import { type keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { FileCode, History } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { nextPage } from '@/lib/nextPage';
import { paths } from '@/lib/paths';
import { listOf } from '@/trpc/listOf';
import { useTRPC } from '@/trpc/react';
import type { FindingListInput, FindingRow as Row } from '@/trpc/types';
import { Badge, type BadgeStyle } from '@/ui/Badge';
import { ListFrame } from '@/ui/ListFrame';
import { PageLink } from '@/ui/PageLink';
import { Time } from '@/ui/Time';
import { useRowKeys } from '@/ui/useRowKeys';
import { CONFIDENCE_WORDS, SEVERITY_STYLES, STATUS_STYLES } from './findingStyles';

type FindingListProps = {
  input: FindingListInput;
  placeholderData?: typeof keepPreviousData;
  empty: ReactNode;
};

/** Findings, what matters most first. */
export function FindingList({ input, placeholderData, empty }: FindingListProps) {
  const trpc = useTRPC();
  const frame = useRef<HTMLDivElement>(null);
  useRowKeys(frame);
  const list = useInfiniteQuery(
    trpc.finding.list.infiniteQueryOptions(input, { getNextPageParam: nextPage, placeholderData }),
  );
  const { items: findings, progress } = listOf(list);
  return (
    <ListFrame
      ref={frame}
      {...progress}
      stale={list.isPlaceholderData}
      isEmpty={findings.length === 0}
      empty={empty}
    >
      <ul aria-label="Findings">
        {findings.map((finding) => (
          <FindingRow key={finding.id} finding={finding} />
        ))}
      </ul>
    </ListFrame>
  );
}

const TREE_STYLES: Record<'tree' | 'history', BadgeStyle & { word: string }> = {
  tree: { word: 'In tree', tone: 'neutral', icon: FileCode },
  history: { word: 'Only in history', tone: 'neutral', icon: History },
};

function FindingRow({ finding }: { finding: Row }) {
  const severity = SEVERITY_STYLES[finding.severity];
  const tree = TREE_STYLES[finding.inTree ? 'tree' : 'history'];
  return (
    <li className="flex min-h-10 animate-appear flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2 last:border-0 focus-within:bg-sunken hover:bg-sunken lg:grid lg:grid-cols-[6rem_minmax(0,1fr)_9rem_10rem_7rem_7rem]">
      <Badge appearance={severity}>{severity.word}</Badge>
      <div className="min-w-0 max-lg:order-first max-lg:basis-full">
        <PageLink href={paths.finding(finding.id)} data-row className="rounded font-medium hover:underline">
          {finding.title}
        </PageLink>
        <Location path={finding.filePath} line={finding.lineStart} />
      </div>
      <Badge appearance={tree}>{tree.word}</Badge>
      <span className="text-muted">{CONFIDENCE_WORDS[finding.confidence]} confidence</span>
      <span>{STATUS_STYLES[finding.status].word}</span>
      <span className="text-muted lg:text-right">
        <Time value={finding.lastSeenAt} />
      </span>
    </li>
  );
}

/** A path and a line in one row. A long path is cut in its folders, so that the file and the line stay. */
function Location({ path, line }: { path: string; line: number }) {
  const name = path.lastIndexOf('/') + 1;
  return (
    <div className="flex font-mono text-sm text-muted" title={`${path}:${line}`}>
      <span className="truncate">{path.slice(0, name)}</span>
      <span className="flex max-w-full shrink-0">
        <span className="truncate">{path.slice(name)}</span>
        <span className="shrink-0">:{line}</span>
      </span>
    </div>
  );
}
