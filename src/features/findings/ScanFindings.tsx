import { ShieldQuestion } from 'lucide-react';
import { paths } from '@/lib/paths';
import { EmptyState } from '@/ui/EmptyState';
import { ExportMenu } from './ExportMenu';
import { FindingList } from './FindingList';
import { scanListInput } from './findingFilters';

/** The findings of a scan, what matters most first. While it runs, those found so far. */
export function ScanFindings({ repoId, scanId }: { repoId: string; scanId: string }) {
  return (
    <section aria-labelledby="findings">
      <div className="mb-3 flex items-center justify-between gap-2">
        <h2 id="findings" className="text-lg font-semibold">
          Findings
        </h2>
        <ExportMenu of={{ scanId }} what="all findings of this scan" />
      </div>
      <FindingList
        input={scanListInput(repoId, scanId)}
        from={paths.scan(scanId)}
        empty={
          <EmptyState icon={<ShieldQuestion />} title="No findings">
            What was scanned, and whether the scan is partial, is shown below.
          </EmptyState>
        }
      />
    </section>
  );
}
