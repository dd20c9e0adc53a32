import type { BySeverity } from '@/domain/findingCounts/schema';
import type { FindingStatus } from '@/domain/findings/schema';

export const SEVERITY_WORDS: Record<keyof BySeverity, string> = {
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
