import { ShieldQuestion } from 'lucide-react';
import { EmptyState } from '@/ui/EmptyState';
import { FindingList } from './FindingList';

/** What a scan has seen, the newest first; while it is at work, what it has seen up to now. */
export function ScanFindings({ repoId, scanId }: { repoId: string; scanId: string }) {
  return (
    <section aria-labelledby="findings">
      <h2 id="findings" className="mb-3 text-lg font-semibold">
        Findings
      </h2>
      <FindingList
        input={{ repoId, scanId }}
        empty={
          <EmptyState icon={<ShieldQuestion />} title="No findings">
            What was scanned, and whether anything was cut short, is told below.
          </EmptyState>
        }
      />
    </section>
  );
}
