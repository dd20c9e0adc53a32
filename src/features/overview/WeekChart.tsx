'use client';

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { axisStyle, gridStyle, tooltipStyle } from './chartStyles';
import { shortDay, type Week } from './overviewText';

/** New and fixed findings of each week, side by side. */
export function WeekChart({ weeks }: { weeks: readonly Week[] }) {
  return (
    <ResponsiveContainer>
      <BarChart
        data={[...weeks]}
        margin={{ top: 4, right: 8, bottom: 0, left: 0 }}
        barGap={1}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} {...gridStyle} />
        <XAxis dataKey="from" tickFormatter={shortDay} minTickGap={24} {...axisStyle} />
        <YAxis width={32} allowDecimals={false} {...axisStyle} />
        <Tooltip
          labelFormatter={(label) => `Week from ${shortDay(String(label))}`}
          cursor={{ fill: 'var(--color-sunken)' }}
          {...tooltipStyle}
        />
        <Bar dataKey="opened" name="New" fill="var(--color-control)" isAnimationActive={false} />
        <Bar
          dataKey="fixed"
          name="Fixed"
          fill="var(--color-surface)"
          stroke="var(--color-good)"
          strokeWidth={1.5}
          isAnimationActive={false}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}
