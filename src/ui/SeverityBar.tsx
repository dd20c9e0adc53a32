import { clsx } from 'clsx';
import { SEVERITY_AREA } from './severityStyles';

type Severity = keyof typeof SEVERITY_AREA;

const SEVERITIES = Object.keys(SEVERITY_AREA) as Severity[];

/** The shares of severities, the most severe first. Decorative, as the numbers are beside it. */
export function SeverityBar({
  counts,
  thick = false,
}: {
  counts: Record<Severity, number>;
  thick?: boolean;
}) {
  return (
    <div aria-hidden className={clsx('flex w-full gap-px', thick ? 'h-2.5' : 'h-1.5')}>
      {SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) => (
        <div
          key={severity}
          className={`min-w-1 basis-0 rounded-[1px] ${SEVERITY_AREA[severity]}`}
          style={{ flexGrow: counts[severity] }}
        />
      ))}
    </div>
  );
}
