'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { SEVERITIES, type Severity } from '@/engines/engine';
import { formatCount } from '@/lib/format';
import { paths } from '@/lib/paths';
import type { Overview } from '@/trpc/types';
import { PageLink } from '@/ui/PageLink';
import { SEVERITY_STYLES, SEVERITY_TEXT } from '@/ui/severityStyles';
import { panelStyle } from '@/ui/styles';
import { isUnscanned } from './overviewText';
import { Sparkline } from './Sparkline';

/** The open findings of each severity, with their change. Each leads to its findings. */
export function SeverityCards({ overview }: { overview: Overview }) {
  const { open, change30d, series } = overview;
  const isUnknown = isUnscanned(overview);
  return (
    <ul aria-label="Open findings by severity" className="grid grid-cols-2 gap-3 md:grid-cols-4">
      {SEVERITIES.map((severity) => (
        <li key={severity}>
          <Card
            severity={severity}
            count={isUnknown && open[severity] === 0 ? undefined : open[severity]}
            change={change30d[severity]}
            course={series.map((day) => day[severity])}
          />
        </li>
      ))}
    </ul>
  );
}

type CardProps = {
  severity: Severity;
  /** Undefined as long as nothing was scanned, or imported of this severity. */
  count: number | undefined;
  change: number;
  course: readonly number[];
};

function Card({ severity, count, change, course }: CardProps) {
  const { word, icon: Icon } = SEVERITY_STYLES[severity];
  return (
    <PageLink
      href={paths.findings(`severity=${severity}`)}
      className={`${panelStyle} flex h-full flex-col gap-1 p-4 transition-colors hover:border-control`}
    >
      <span className="flex items-center gap-1.5 text-muted">
        <Icon aria-hidden className={`size-4 ${SEVERITY_TEXT[severity]}`} />
        {word}
      </span>
      <span className={`text-2xl font-semibold tabular-nums ${count ? '' : 'text-muted'}`}>
        {count === undefined ? '–' : formatCount(count)}
      </span>
      {count === undefined ? (
        <span className="text-sm text-muted">Not scanned yet</span>
      ) : (
        <>
          <Change by={change} />
          <Sparkline
            values={course}
            className={`mt-auto pt-2 ${count > 0 ? SEVERITY_TEXT[severity] : 'text-muted'}`}
          />
        </>
      )}
    </PageLink>
  );
}

function Change({ by }: { by: number }) {
  if (by === 0) return <span className="text-sm text-muted">No change</span>;
  const Icon = by > 0 ? ArrowUp : ArrowDown;
  return (
    <span className={`flex items-center gap-0.5 text-sm ${by > 0 ? 'text-text' : 'text-good'}`}>
      <Icon aria-hidden className="size-3.5" />
      <span className="tabular-nums">{formatCount(Math.abs(by))}</span>
      <span className="sr-only">{by > 0 ? 'more' : 'fewer'}</span>
      <span className="text-muted">&nbsp;in 30 days</span>
    </span>
  );
}
