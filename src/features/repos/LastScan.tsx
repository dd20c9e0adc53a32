import { stateOf } from '@/domain/scans/rules';
import { paths } from '@/lib/paths';
import type { RepoOverview } from '@/trpc/types';
import { Badge } from '@/ui/Badge';
import { PageLink } from '@/ui/PageLink';
import { Time } from '@/ui/Time';
import { WORK_LOOKS } from '@/ui/workLooks';

/** What a repository's newest scan has come to, and when; it leads to the scan. */
export function LastScan({ overview }: { overview: RepoOverview | undefined }) {
  const scan = overview?.lastScan;
  if (!scan) return <span className="text-muted">{overview ? 'Not scanned' : null}</span>;
  const look = WORK_LOOKS[stateOf(scan)];
  return (
    <PageLink href={paths.scan(scan.id)} className="flex flex-wrap gap-x-2 rounded hover:underline">
      <Badge look={look}>{look.word}</Badge>
      <span className="text-muted">
        <Time value={scan.completedAt ?? scan.createdAt} />
      </span>
    </PageLink>
  );
}
