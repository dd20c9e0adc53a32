'use client';

import { Area, AreaChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { SEVERITIES } from '@/engines/engine';
import type { Overview } from '@/trpc/types';
import { SEVERITY_STYLES } from '@/ui/severityStyles';
import { axisStyle, gridStyle, tooltipStyle } from './chartStyles';
import { shortDay } from './overviewText';
import { Patterns, patternId } from './patterns';

/** Open findings by day, stacked. The critical ones are at the bottom, where a change is seen best. */
export function OpenChart({ series }: { series: Overview['series'] }) {
  return (
    <ResponsiveContainer>
      <AreaChart
        data={[...series]}
        margin={{ top: 4, right: 8, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <Patterns severities={SEVERITIES} />
        <CartesianGrid vertical={false} {...gridStyle} />
        <XAxis dataKey="date" tickFormatter={shortDay} minTickGap={48} {...axisStyle} />
        <YAxis width={40} allowDecimals={false} {...axisStyle} />
        <Tooltip labelFormatter={(label) => shortDay(String(label))} {...tooltipStyle} />
        {SEVERITIES.map((severity) => (
          <Area
            key={severity}
            dataKey={severity}
            name={SEVERITY_STYLES[severity].word}
            stackId="open"
            type="stepAfter"
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
