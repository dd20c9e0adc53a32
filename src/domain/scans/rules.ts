import { JOBS } from '../jobs/schema';
import type { Scan, ScanProgress, ScanStage, ScanStatus, ScanType } from './schema';

/** The steps of a scan, in their order. */
export const STAGES = ['fetch', 'tree', 'history', 'report'] as const;
export type StageName = (typeof STAGES)[number];

/** What a scan's status says while a stage is at work. */
export const STATUS_DURING: Record<StageName, ScanStatus> = {
  fetch: 'ingesting',
  tree: 'static_analysis',
  history: 'static_analysis',
  report: 'reporting',
};

/** What a scan has come to, for whoever does not ask for its stages. */
export type ScanState = 'queued' | 'running' | 'complete' | 'partial' | 'failed' | 'cancelled';

const STATES: Record<ScanStatus, ScanState> = {
  queued: 'queued',
  ingesting: 'running',
  ingested: 'running',
  static_analysis: 'running',
  reporting: 'running',
  completed: 'complete',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** Whether a status is the end of a scan: nothing leads out of it. */
export function isOver(status: ScanStatus): boolean {
  return !['queued', 'running'].includes(STATES[status]);
}

/** A scan that was cut short, or that does not say whether it was, has never come to be complete. */
export function stateOf({ status, complete }: { status: ScanStatus; complete: boolean | null }): ScanState {
  return status === 'completed' && complete !== true ? 'partial' : STATES[status];
}

export const OPEN_STATUSES = (Object.keys(STATES) as ScanStatus[]).filter((status) => !isOver(status));

/** Why something in a repo was not scanned, and whether the scan's result is cut short by it. */
export const SKIP_REASONS = {
  binary: false,
  archive: false,
  empty: false,
  symlink: false,
  submodule: false,
  lfs_pointer: false,
  ignored: false,
  too_large: true,
  missing: true,
  engine_fault: true,
  time_limit: true,
  file_limit: true,
} as const satisfies Record<string, boolean>;
export type SkipReason = keyof typeof SKIP_REASONS;

/** How often a scan is taken up before it is given up, workers that died over it included. */
export const MAX_ATTEMPTS = JOBS['repo.scan'].attempts;

/** How often a worker tells how far a scan is, and hears whether it may go on, in milliseconds. It renews its lease with that. */
export const HEARTBEAT_MS = 500;

/** A scan in a worker's hands. Who has another attempt of it has lost its lease and may write no more. */
export type ClaimedScan = {
  readonly scanId: string;
  readonly repoId: string;
  readonly attempt: number;
  /** What to scan, as the repo was when the scan was taken up. */
  readonly remoteUrl: string | null;
  readonly branch: string | null;
  readonly allRefs: boolean;
  /** The newest scan before it that has read the history to its end. */
  readonly base: ScanBase | null;
};

export type ScanBase = {
  readonly scanId: string;
  readonly commitSha: string | null;
  /** The commits from which all history has been read, and the rules that it was read by. */
  readonly historyTips: readonly string[];
  readonly ruleSet: string | null;
};

/** What was fetched, and what the scan goes on from. */
export type Fetched = {
  readonly branch: string;
  readonly sha: string;
  readonly scanType: ScanType;
};

/** How a scan that came to its end went. */
export type Outcome = {
  readonly complete: boolean;
  /** Where history was read to its end; none where it was not. */
  readonly historyTips: readonly string[];
  readonly ruleSet: string;
  /** Findings that it found gone. */
  readonly fixed: number;
};

/** What a person is told of a scan that was given up because its workers died over it. */
export function lostSentence(attempts: number): string {
  return (
    `The scan was given up: its worker stopped without a word ${attempts} times. ` +
    'The log of the worker may tell why; a repository that needs more memory than there is does this.'
  );
}

/** What those who watch a scan are told. */
export type ScanEvent =
  /** Everything as it is now: the first thing that a watcher hears, also after a break. */
  | ({ readonly type: 'state' } & ScanProgress)
  | { readonly type: 'status_change'; readonly scan: Scan }
  | { readonly type: 'stage_update'; readonly stage: ScanStage }
  /** The end, whichever it is; the last thing that a watcher hears. */
  | { readonly type: 'scan_complete'; readonly scan: Scan }
  | { readonly type: 'error'; readonly message: string; readonly scan: Scan };

/**
 * What has happened between two looks at a scan.
 * @param before null at the first look
 * @returns the changes in the order in which to tell them, and the scan's end where it has come
 */
export function eventsBetween(
  before: ScanProgress | null,
  now: ScanProgress,
): { changes: ScanEvent[]; end: ScanEvent | undefined } {
  const changes = before === null ? [{ type: 'state' as const, ...now }] : changesBetween(before, now);
  return { changes, end: isOver(now.scan.status) ? endOf(now.scan) : undefined };
}

function endOf(scan: Scan): ScanEvent {
  if (scan.status !== 'failed') return { type: 'scan_complete', scan };
  return { type: 'error', message: scan.errorMessage ?? 'The scan failed', scan };
}

function changesBetween(before: ScanProgress, { scan, stages }: ScanProgress): ScanEvent[] {
  const known = before.stages.map((stage) => JSON.stringify(stage));
  const told = stages
    .filter((stage, index) => JSON.stringify(stage) !== known[index])
    .map((stage): ScanEvent => ({ type: 'stage_update', stage }));
  return before.scan.status === scan.status ? told : [{ type: 'status_change', scan }, ...told];
}
