/** The looks that charts share, in the colours of the theme. */

export const gridStyle = { stroke: 'var(--color-line)' };

export const axisStyle = {
  tick: { fill: 'var(--color-muted)', fontSize: 12 },
  tickLine: false,
  axisLine: false,
};

export const tooltipStyle = {
  isAnimationActive: false,
  contentStyle: {
    background: 'var(--color-surface)',
    border: '1px solid var(--color-line)',
    borderRadius: 6,
    padding: '6px 10px',
    fontSize: 13,
  },
  itemStyle: { color: 'var(--color-text)', padding: 0 },
  labelStyle: { color: 'var(--color-muted)' },
};
