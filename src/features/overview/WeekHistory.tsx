'use client';

import { formatCount } from '@/lib/format';
import type { Overview } from '@/trpc/types';
import type { Part } from '@/ui/OnDemand';
import { ChartPanel, NumberTable } from './ChartPanel';
import { shortDay, type Week, weeksOf } from './overviewText';

const chart: Part<{ weeks: readonly Week[] }> = {
  fetch: async () => (await import('./WeekChart')).WeekChart,
};

/** New and fixed findings of the last weeks. */
export function WeekHistory({ series }: Pick<Overview, 'series'>) {
  const weeks = weeksOf(series);
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
      note="Each pair is a week."
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
