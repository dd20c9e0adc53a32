'use client';

import { SEVERITIES } from '@/engines/engine';
import { formatCount } from '@/lib/format';
import type { Overview } from '@/trpc/types';
import type { Part } from '@/ui/OnDemand';
import { ChartPanel, NumberTable } from './ChartPanel';
import { daysText, shortDay, type Week, weeksOf } from './overviewText';

const chart: Part<{ weeks: readonly Week[] }> = {
  fetch: async () => (await import('./WeekChart')).WeekChart,
};

/** New and fixed findings of the last weeks, and how old the fixed ones have become. */
export function WeekHistory({ overview }: { overview: Overview }) {
  const weeks = weeksOf(overview.series);
  const rows = weeks.map(({ from, opened, fixed }) => [
    shortDay(from),
    formatCount(opened),
    formatCount(fixed),
  ]);
  return (
    <ChartPanel
      title="New and fixed"
      chart={chart}
      with={{ weeks }}
      note={timeToFix(overview.medianDaysToFix)}
      legend={
        <ul className="flex gap-x-4 text-sm text-muted">
          <li className="flex items-center gap-1.5">
            <span className="size-3 rounded-sm bg-control" />
            New
          </li>
          <li className="flex items-center gap-1.5">
            <span className="size-3 rounded-sm border-2 border-good" />
            Fixed
          </li>
        </ul>
      }
      table={
        <NumberTable
          caption="New and fixed findings of each week, newest first"
          columns={['Week from', 'New', 'Fixed']}
          rows={rows.toReversed()}
        />
      }
    />
  );
}

function timeToFix(median: Overview['medianDaysToFix']): string {
  const known = SEVERITIES.filter((severity) => median[severity] !== null);
  if (known.length === 0) return 'Each pair is a week. Nothing was fixed in 90 days.';
  const times = known.map((severity) => `${severity} ${daysText(median[severity])}`).join(', ');
  return `Each pair is a week. Median time to fix: ${times}.`;
}
