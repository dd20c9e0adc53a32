'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { ShieldQuestion } from 'lucide-react';
import { isOver } from '@/domain/scans/rules';
import { useTRPC } from '@/trpc/react';
import { EmptyState } from '@/ui/EmptyState';
import { FindingTable } from './FindingTable';
import { NoFindings } from './NoFindings';

/** The findings of a scan, what matters most first. While it runs, those found so far. */
export function ScanFindings({ repoId, scanId }: { repoId: string; scanId: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.scan.progress.queryOptions({ id: scanId }));
  return (
    <section aria-labelledby="findings">
      <h2 id="findings" className="mb-3 text-lg font-semibold">
        Findings
      </h2>
      <FindingTable
        repoId={repoId}
        scanId={scanId}
        empty={isOver(data.scan.status) ? <NoFindings /> : <NoneSoFar />}
      />
    </section>
  );
}

function NoneSoFar() {
  return (
    <EmptyState icon={<ShieldQuestion />} title="No findings so far">
      They appear here as they are found, the most severe on top.
    </EmptyState>
  );
}
