import { isAnythingKnown } from '@/domain/scans/rules';
import { SEVERITIES } from '@/engines/engine';
import { formatCount } from '@/lib/format';
import type { RepoOverview } from '@/trpc/types';
import { SeverityBar } from '@/ui/SeverityBar';
import { SEVERITY_TEXT } from '@/ui/severityStyles';

/** In the list: a repository's open findings by severity, as numbers and as a bar. */
export function RowRisk({ overview }: { overview: RepoOverview | undefined }) {
  if (!overview) return null;
  const { open } = overview;
  const found = SEVERITIES.filter((severity) => open[severity] > 0);
  if (!isAnythingKnown(overview)) return <span className="text-muted max-md:hidden">Not known</span>;
  if (found.length === 0) return <span className="text-muted">No open finding</span>;
  return (
    <>
      <ul aria-label="Open findings by severity" className="flex gap-x-3 text-sm">
        {found.map((severity) => (
          <li key={severity} title={severity} className={SEVERITY_TEXT[severity]}>
            {formatCount(open[severity])}
            <span aria-hidden className="uppercase">
              {severity[0]}
            </span>
            <span className="sr-only"> {severity}</span>
          </li>
        ))}
      </ul>
      <SeverityBar counts={open} />
    </>
  );
}
