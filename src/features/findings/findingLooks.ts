import {
  CircleAlert,
  CircleCheck,
  CircleDot,
  CircleSlash,
  OctagonAlert,
  ShieldOff,
  TriangleAlert,
} from 'lucide-react';
import type { FindingStatus, Severity } from '@/domain/findings/schema';
import type { BadgeLook } from '@/ui/Badge';

export const SEVERITY_LOOKS: Record<Severity, BadgeLook & { word: string }> = {
  critical: { word: 'Critical', tone: 'critical', icon: OctagonAlert },
  high: { word: 'High', tone: 'high', icon: TriangleAlert },
  medium: { word: 'Medium', tone: 'medium', icon: CircleAlert },
  low: { word: 'Low', tone: 'low', icon: CircleDot },
};

export const STATUS_LOOKS: Record<FindingStatus, BadgeLook & { word: string }> = {
  open: { word: 'Open', tone: 'neutral', icon: CircleDot },
  confirmed: { word: 'Confirmed', tone: 'danger', icon: CircleAlert },
  dismissed: { word: 'Dismissed', tone: 'neutral', icon: CircleSlash },
  false_positive: { word: 'False positive', tone: 'neutral', icon: ShieldOff },
  fixed: { word: 'Fixed', tone: 'good', icon: CircleCheck },
};
