'use client';

import { Area, AreaChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { Severity } from '@/engines/engine';
import type { Overview } from '@/trpc/types';
import { SEVERITY_STYLES } from '@/ui/severityStyles';
import { axisStyle, gridStyle, tooltipStyle } from './chartStyles';
import { shortDay } from './overviewText';
import { Patterns, patternId } from './patterns';

type OpenChartProps = { series: Overview['series']; severities: readonly Severity[] };

/** Open findings by day, stacked. The critical ones are at the bottom, where a change is seen best. */
export function OpenChart({ series, severities }: OpenChartProps) {
  return (
    <ResponsiveContainer>
      <AreaChart
        data={[...series]}
        margin={{ top: 4, right: 20, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <Patterns severities={severities} />
        <CartesianGrid vertical={false} {...gridStyle} />
        <XAxis dataKey="date" tickFormatter={shortDay} minTickGap={48} {...axisStyle} />
        <YAxis width={36} allowDecimals={false} {...axisStyle} />
        <Tooltip labelFormatter={(label) => shortDay(String(label))} {...tooltipStyle} />
        {severities.map((severity) => (
          <Area
            key={severity}
            dataKey={severity}
            name={SEVERITY_STYLES[severity].word}
            stackId="open"
            type="linear"
            stroke={`var(--color-${severity})`}
            fill={`url(#${patternId(severity)})`}
            fillOpacity={1}
            isAnimationActive={false}
          />
        ))}
      </AreaChart>
    </ResponsiveContainer>
  );
}
