'use client';

import { SEVERITIES, type Severity } from '@/engines/engine';
import { formatCount } from '@/lib/format';
import type { Overview } from '@/trpc/types';
import type { Part } from '@/ui/OnDemand';
import { SEVERITY_STYLES } from '@/ui/severityStyles';
import { ChartPanel, NumberTable } from './ChartPanel';
import { shortDay } from './overviewText';
import { PatternTile } from './patterns';

type Props = { series: Overview['series']; severities: readonly Severity[] };
const chart: Part<Props> = { fetch: async () => (await import('./OpenChart')).OpenChart };

/** Open findings over 90 days, by severity. */
export function OpenHistory({ series }: Pick<Props, 'series'>) {
  const severities = SEVERITIES.filter((severity) => series.some((day) => day[severity] > 0));
  const rows = series.map((day) => [
    shortDay(day.date),
    ...SEVERITIES.map((severity) => formatCount(day[severity])),
  ]);
  return (
    <ChartPanel
      title="Open findings, 90 days"
      chart={chart}
      with={{ series, severities }}
      legend={
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
          {severities.map((severity) => (
            <li key={severity} className="flex items-center gap-1.5">
              <svg
                viewBox="0 0 8 8"
                className="size-3 rounded-sm outline -outline-offset-1"
                style={{ outlineColor: `var(--color-${severity})` }}
                aria-hidden="true"
              >
                <PatternTile severity={severity} />
              </svg>
              {SEVERITY_STYLES[severity].word}
            </li>
          ))}
        </ul>
      }
      table={
        <NumberTable
          caption="Open findings at the end of each day, newest first"
          columns={['Day', ...SEVERITIES.map((severity) => SEVERITY_STYLES[severity].word)]}
          rows={rows.toReversed()}
        />
      }
    />
  );
}
