import { CircleAlert, CircleCheck, CircleDot, CircleSlash, ShieldOff } from 'lucide-react';
import type { FindingSource, FindingStatus } from '@/domain/findings/schema';
import type { SuppressedBy } from '@/domain/scans/rules';
import type { Confidence, FileRole } from '@/engines/engine';
import type { BadgeStyle } from '@/ui/Badge';

export const STATUS_STYLES: Record<FindingStatus, BadgeStyle & { word: string }> = {
  open: { word: 'Open', tone: 'neutral', icon: CircleDot },
  confirmed: { word: 'Confirmed', tone: 'danger', icon: CircleAlert },
  dismissed: { word: 'Dismissed', tone: 'neutral', icon: CircleSlash },
  false_positive: { word: 'False positive', tone: 'neutral', icon: ShieldOff },
  fixed: { word: 'Fixed', tone: 'good', icon: CircleCheck },
};

export const CONFIDENCE_WORDS: Record<Confidence, string> = {
  high: 'High',
  medium: 'Medium',
  low: 'Low',
};

export const SOURCE_WORDS: Record<FindingSource, string> = {
  secrets: 'Secrets',
  static: 'Code',
  dependencies: 'Dependencies',
  import: 'Imported',
};

export const FILE_ROLE_WORDS: Record<FileRole, string> = {
  product: 'Product code',
  test: 'Test code',
  example: 'Example',
  docs: 'Docs',
  generated: 'Generated',
  vendored: 'Vendored',
};

/** What dismissed a finding, if it was not a user. */
export const SUPPRESSED_WORDS: Record<SuppressedBy, string> = {
  comment: 'by a comment in the code',
  ignore_file: 'by .heimdallignore or .heimdall.yml',
  allow_list: 'by the allow-list',
  tool: 'by the tool that reported it',
};
