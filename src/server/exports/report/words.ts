import type { FindingStatus } from '@/domain/findings/schema';
import type { Severity } from '@/engines/engine';

export const SEVERITY_WORDS: Record<Severity, string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
};

export const STATUS_WORDS: Record<FindingStatus, string> = {
  open: 'Open',
  confirmed: 'Confirmed',
  dismissed: 'Dismissed',
  false_positive: 'False positive',
  fixed: 'Fixed',
};
