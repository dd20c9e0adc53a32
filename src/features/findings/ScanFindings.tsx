'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { ShieldQuestion } from 'lucide-react';
import { isOver } from '@/domain/scans/rules';
import { paths } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import { EmptyState } from '@/ui/EmptyState';
import { ExportMenu } from './ExportMenu';
import { FindingList } from './FindingList';
import { scanListInput } from './findingFilters';

/** The findings of a scan, what matters most first. While it runs, those found so far. */
export function ScanFindings({ repoId, scanId }: { repoId: string; scanId: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.scan.progress.queryOptions({ id: scanId }));
  const isEnded = isOver(data.scan.status);
  return (
    <section aria-labelledby="findings">
      <div className="mb-3 flex items-center justify-between gap-2">
        <h2 id="findings" className="text-lg font-semibold">
          Findings
        </h2>
        <ExportMenu of={{ scanId }} what="all findings of this scan" total={data.scan.findingCount} />
      </div>
      <FindingList
        input={scanListInput(repoId, scanId)}
        from={paths.scan(scanId)}
        empty={
          <EmptyState icon={<ShieldQuestion />} title={isEnded ? 'No findings' : 'No findings so far'}>
            {isEnded
              ? 'What was scanned, and whether the scan is partial, is shown below.'
              : 'They appear here as they are found, the most severe on top.'}
          </EmptyState>
        }
      />
    </section>
  );
}
