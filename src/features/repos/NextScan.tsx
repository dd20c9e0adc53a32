import type { RepoOverview } from '@/trpc/types';
import { Time } from '@/ui/Time';

/** When a repository's schedule requests a scan again, if it has one. */
export function NextScan({ overview }: { overview: RepoOverview | undefined }) {
  if (!overview?.nextScanAt) return null;
  return (
    <div className="text-sm text-muted">
      Next <Time value={overview.nextScanAt} />
    </div>
  );
}
