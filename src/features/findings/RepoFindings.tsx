'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { ShieldQuestion } from 'lucide-react';
import { isAnythingKnown, isOver } from '@/domain/scans/rules';
import { useTRPC } from '@/trpc/react';
import { EmptyState } from '@/ui/EmptyState';
import { panelStyle } from '@/ui/styles';
import { FindingTable } from './FindingTable';
import { NoFindings } from './NoFindings';

/** The findings of a repository, once it has been scanned or results were imported. */
export function RepoFindings({ repoId }: { repoId: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.scan.overviews.queryOptions({ repoIds: [repoId] }));
  const [overview] = data;
  // What the first scan has found so far is listed while it runs.
  const isRunning = overview?.lastScan && !isOver(overview.lastScan.status);
  if (overview && !isRunning && !isAnythingKnown(overview)) return <NotScanned />;
  return <FindingTable repoId={repoId} empty={<NoFindings />} />;
}

function NotScanned() {
  return (
    <div className={panelStyle}>
      <EmptyState icon={<ShieldQuestion />} title="No findings yet">
        What a scan finds, such as leaked secrets, is listed here while it runs.
      </EmptyState>
    </div>
  );
}
