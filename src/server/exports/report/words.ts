import type { SeverityCounts } from '@/domain/exports/rules';
import type { FindingStatus } from '@/domain/findings/schema';

export const SEVERITY_WORDS: Record<keyof SeverityCounts, string> = {
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
