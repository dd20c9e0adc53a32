import { stateOf } from '@/domain/scans/rules';
import { paths } from '@/lib/paths';
import type { RepoOverview } from '@/trpc/types';
import { Badge } from '@/ui/Badge';
import { PageLink } from '@/ui/PageLink';
import { Time } from '@/ui/Time';
import { WORK_STYLES } from '@/ui/workStyles';

/** The state and time of a repository's newest scan, with a link to it. */
export function LastScan({ scan }: { scan: NonNullable<RepoOverview['lastScan']> }) {
  const style = WORK_STYLES[stateOf(scan)];
  return (
    <PageLink href={paths.scan(scan.id)} className="flex flex-wrap gap-x-2 rounded hover:underline">
      <Badge appearance={style}>{style.word}</Badge>
      <span className="text-muted">
        <Time value={scan.completedAt ?? scan.createdAt} />
      </span>
    </PageLink>
  );
}
