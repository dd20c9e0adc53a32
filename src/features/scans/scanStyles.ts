import { Circle, CircleCheck, CircleSlash, CircleX, LoaderCircle } from 'lucide-react';
import type { SuppressedBy } from '@/domain/scans/rules';
import { type StageName, stateOf } from '@/domain/scans/rules';
import type { ScanStatus, SkipReason } from '@/domain/scans/schema';
import type { Scan, ScanStage } from '@/trpc/types';
import type { BadgeStyle } from '@/ui/Badge';
import { WORK_STYLES } from '@/ui/workStyles';

type ScanStyle = BadgeStyle & { word: string };

const WORDS: Record<ScanStatus, string> = {
  queued: 'Queued',
  ingesting: 'Fetching',
  ingested: 'Fetched',
  static_analysis: 'Scanning',
  reporting: 'Reporting',
  completed: 'Complete',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

/** The name and badge of a scan. A partial scan is never shown as complete. */
export function styleOf(scan: Pick<Scan, 'status' | 'complete'>): ScanStyle {
  const state = stateOf(scan);
  return state === 'partial' ? WORK_STYLES.partial : { ...WORK_STYLES[state], word: WORDS[scan.status] };
}

export const STAGE_WORDS: Record<StageName, string> = {
  fetch: 'Fetch',
  tree: 'Scan files',
  history: 'Scan history',
  import: 'Import results',
  report: 'Write report',
};

export const STAGE_STYLES: Record<ScanStage['status'], ScanStyle> = {
  pending: { word: 'Pending', tone: 'neutral', icon: Circle },
  running: { word: 'Running', tone: 'active', icon: LoaderCircle, spins: true },
  completed: { word: 'Done', tone: 'good', icon: CircleCheck },
  failed: { word: 'Failed', tone: 'danger', icon: CircleX },
  skipped: { word: 'Skipped', tone: 'neutral', icon: CircleSlash },
};

/** The reasons why files were skipped. */
const SKIP_WORDS: Record<SkipReason, string> = {
  binary: 'Binary',
  archive: 'Archives',
  empty: 'Empty',
  symlink: 'Symbolic links',
  submodule: 'Submodules, which are separate repositories',
  lfs_pointer: 'Stored with Git LFS',
  ignored: 'Excluded by .heimdallignore',
  too_large: 'Too large',
  missing: 'Missing from the fetched data',
  engine_fault: 'The scanner failed on them',
  time_limit: 'Not scanned in time',
  file_limit: 'Beyond the limits on files and paths',
};

/** The words for a reason, which may be that of an older version. */
export function skipWords(reason: string): string {
  const words: Readonly<Record<string, string>> = SKIP_WORDS;
  return words[reason] ?? reason.replaceAll('_', ' ');
}

/** What suppresses findings. */
export const SUPPRESSED_WORDS: Record<SuppressedBy, string> = {
  comment: 'Suppressed by a comment in the code',
  ignore_file: 'Excluded by .heimdallignore or .heimdall.yml',
  allow_list: 'Suppressed by the allow-list',
  tool: 'Suppressed by the tool that reported it',
};
