import { CircleAlert, CircleDot, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { BadgeStyle } from './Badge';

/** The name and badge of each severity, the most severe first. */
export const SEVERITY_STYLES = {
  critical: { word: 'Critical', tone: 'critical', icon: OctagonAlert },
  high: { word: 'High', tone: 'high', icon: TriangleAlert },
  medium: { word: 'Medium', tone: 'medium', icon: CircleAlert },
  low: { word: 'Low', tone: 'low', icon: CircleDot },
} as const satisfies Record<string, BadgeStyle & { word: string }>;

/** The colours of severities, for text and for areas. A word or an icon is always beside them. */
export const SEVERITY_TEXT = {
  critical: 'text-critical',
  high: 'text-high',
  medium: 'text-medium',
  low: 'text-low',
} as const satisfies Record<keyof typeof SEVERITY_STYLES, string>;
export const SEVERITY_AREA = {
  critical: 'bg-critical',
  high: 'bg-high',
  medium: 'bg-medium',
  low: 'bg-low',
} as const satisfies Record<keyof typeof SEVERITY_STYLES, string>;
