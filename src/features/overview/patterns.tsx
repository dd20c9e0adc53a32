import type { Severity } from '@/engines/engine';

/** The patterns of areas, so that they differ without their colours too. Each has its severity's colour. */
const LINES: Record<Severity, string> = {
  critical: '',
  high: 'M0 8 8 0M-2 2 2-2M6 10l4-4',
  medium: 'M2 2h.1M6 6h.1',
  low: '',
};

export const patternId = (severity: Severity) => `area-${severity}`;

/** Patterns for the areas of a chart. They are referred to by `patternId`. */
export function Patterns({ severities }: { severities: readonly Severity[] }) {
  return (
    <defs>
      {severities.map((severity) => (
        <pattern key={severity} id={patternId(severity)} width="8" height="8" patternUnits="userSpaceOnUse">
          <PatternTile severity={severity} />
        </pattern>
      ))}
    </defs>
  );
}

/** One tile of a severity's pattern, of 8 by 8. */
export function PatternTile({ severity }: { severity: Severity }) {
  const colour = `var(--color-${severity})`;
  return (
    <>
      <rect width="8" height="8" fill={colour} opacity={SHADES[severity]} />
      <path
        d={LINES[severity]}
        stroke={colour}
        strokeWidth={severity === 'medium' ? 2 : 1.25}
        strokeLinecap="round"
        opacity="0.7"
      />
    </>
  );
}

/** From the darkest to the lightest, so that neighbours differ in black and white too. */
const SHADES: Record<Severity, number> = { critical: 0.9, high: 0.35, medium: 0.25, low: 0.15 };
