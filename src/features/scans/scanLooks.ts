import { Circle, CircleCheck, CircleSlash, CircleX, LoaderCircle } from 'lucide-react';
import type { SuppressedBy } from '@/domain/findings/rules';
import { type SkipReason, type StageName, stateOf } from '@/domain/scans/rules';
import type { ScanStatus } from '@/domain/scans/schema';
import type { Scan, ScanStage } from '@/trpc/types';
import type { BadgeLook } from '@/ui/Badge';
import { WORK_LOOKS } from '@/ui/workLooks';

type Look = BadgeLook & { word: string };

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

/** How a scan looks, and what it is called: one that was cut short is never shown as a complete one. */
export function lookOf(scan: Pick<Scan, 'status' | 'complete'>): Look {
  const state = stateOf(scan);
  return state === 'partial' ? WORK_LOOKS.partial : { ...WORK_LOOKS[state], word: WORDS[scan.status] };
}

export const STAGE_WORDS: Record<StageName, string> = {
  fetch: 'Fetch',
  tree: 'Scan files',
  history: 'Scan history',
  report: 'Write report',
};

export const STAGE_LOOKS: Record<ScanStage['status'], Look> = {
  pending: { word: 'To come', tone: 'neutral', icon: Circle },
  running: { word: 'At work', tone: 'active', icon: LoaderCircle, spins: true },
  completed: { word: 'Done', tone: 'good', icon: CircleCheck },
  failed: { word: 'Failed', tone: 'danger', icon: CircleX },
  skipped: { word: 'Skipped', tone: 'neutral', icon: CircleSlash },
};

/** Why files were not scanned. */
export const SKIP_WORDS: Record<SkipReason, string> = {
  binary: 'Binary',
  archive: 'Archives',
  empty: 'Empty',
  symlink: 'Symbolic links',
  submodule: 'Submodules, which are repositories of their own',
  lfs_pointer: 'Stored with Git LFS',
  ignored: 'Kept out by .heimdallignore',
  too_large: 'Too large',
  missing: 'Missing from what was fetched',
  engine_fault: 'The scanner failed on them',
  time_limit: 'Not scanned in time',
  file_limit: 'Past the limits on files and paths',
};

/** What keeps findings quiet. */
export const SUPPRESSED_WORDS: Record<SuppressedBy, string> = {
  comment: 'Suppressed by a comment in the code',
  ignore_file: 'Kept out by .heimdallignore',
  allow_list: 'Suppressed by the allow-list',
};
