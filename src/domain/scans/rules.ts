import { JOBS } from '../jobs/schema';
import type { RepoOverview, Scan, ScanProgress, ScanStage, ScanStatus, ScanType } from './schema';

/** What dismissed a finding, if no user did. */
export const SUPPRESSED_BY = ['comment', 'ignore_file', 'allow_list', 'tool'] as const;
export type SuppressedBy = (typeof SUPPRESSED_BY)[number];

/** The steps of a scan, in their order. */
export const STAGES = ['fetch', 'tree', 'history', 'import', 'report'] as const;
export type StageName = (typeof STAGES)[number];

/** The jobs that do scans: of a repository, and of the results of another tool. */
export type ScanJob = 'repo.scan' | 'scan.import';

/** The stages of each, in their order. */
export const STAGES_OF: Record<ScanJob, readonly StageName[]> = {
  'repo.scan': ['fetch', 'tree', 'history', 'report'],
  'scan.import': ['import', 'report'],
};

/** A scan's status while each stage runs. */
export const STATUS_DURING: Record<StageName, ScanStatus> = {
  fetch: 'ingesting',
  tree: 'static_analysis',
  history: 'static_analysis',
  import: 'static_analysis',
  report: 'reporting',
};

/** The state of a scan, without regard to its stages. */
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

/** Whether a status is final. */
export function isOver(status: ScanStatus): boolean {
  return !['queued', 'running'].includes(STATES[status]);
}

/** A completed scan is partial unless it is known to be complete. */
export function stateOf({ status, complete }: { status: ScanStatus; complete: boolean | null }): ScanState {
  return status === 'completed' && complete !== true ? 'partial' : STATES[status];
}

/** Whether the numbers of a repo say something: a scan has completed, or something was found. */
export function isAnythingKnown({
  lastCompleted,
  open,
}: Pick<RepoOverview, 'open'> & { lastCompleted: object | null }): boolean {
  return lastCompleted !== null || Object.values(open).some((count) => count > 0);
}

export const OPEN_STATUSES = (Object.keys(STATES) as ScanStatus[]).filter((status) => !isOver(status));
export const RUNNING_STATUSES = OPEN_STATUSES.filter((status) => STATES[status] === 'running');

/** Whether a scan may be claimed once more after the attempt of this number, counted from 1. */
export function mayRetry(job: ScanJob, attempt: number): boolean {
  return attempt < JOBS[job].attempts;
}

/** How many imports of a repo may wait, as each keeps a large file. */
export const MOST_WAITING_IMPORTS = 20;

/** How often a worker saves a scan's progress and renews its lease, in milliseconds. It also learns if the scan has ended. */
export const HEARTBEAT_MS = 500;

/**
 * A scan that a worker has claimed. A worker with an older attempt has lost its lease and may write no more.
 * A stopping worker returns its attempt, and the next worker gets the same number: so the worker counts too.
 */
export type ClaimedScan = {
  readonly job: ScanJob;
  readonly scanId: string;
  readonly repoId: string;
  readonly workerId: string;
  readonly attempt: number;
  /** What to scan, as the repo was when the scan was claimed. */
  readonly remoteUrl: string | null;
  /** Whose tokens may be used to read it, the linked one first. */
  readonly userId: string;
  readonly oauthConnectionId: string | null;
  readonly branch: string | null;
  readonly allRefs: boolean;
  /** The newest earlier scan that has read all history. */
  readonly base: ScanBase | null;
};

export type ScanBase = {
  readonly scanId: string;
  readonly commitSha: string | null;
  /** The commits from which all history has been read, and the rule set that was used. */
  readonly historyTips: readonly string[];
  readonly ruleSet: string | null;
};

/** What was fetched, and whether the scan builds on an earlier one. */
export type Fetched = {
  readonly branch: string;
  readonly sha: string;
  readonly scanType: ScanType;
};

/** The result of a completed scan. */
export type Outcome = {
  readonly complete: boolean;
  /** The commits from which all history was read; empty if it was not read completely. */
  readonly historyTips: readonly string[];
  readonly ruleSet: string;
  /** How many findings it has marked as fixed. */
  readonly fixed: number;
  readonly current: CurrentFindings;
};

/**
 * The findings of a scan that are open or confirmed. They are counted in total, by severity, and as far as no
 * earlier scan has seen them.
 */
export type CurrentFindings = Readonly<
  Record<'total' | 'critical' | 'high' | 'medium' | 'low' | 'new', number>
>;

/** The error message of a scan that failed because its workers died. */
export function lostMessage(attempts: number): string {
  return (
    `The scan failed: its worker stopped unexpectedly ${attempts} times. ` +
    'The log of the worker may show why. A repository that needs more memory than is available can cause this.'
  );
}

/** An event for clients that watch a scan. */
export type ScanEvent =
  /** The whole current state: the first event, also after a reconnection. */
  | ({ readonly type: 'state' } & ScanProgress)
  | { readonly type: 'status_change'; readonly scan: Scan }
  | { readonly type: 'stage_update'; readonly stage: ScanStage }
  /** The end of a scan that has not failed. */
  | { readonly type: 'scan_complete'; readonly scan: Scan }
  | { readonly type: 'error'; readonly message: string; readonly scan: Scan };

/**
 * The events between two states of a scan.
 * @param before null at first
 * @returns the changes in the order in which to send them, and the final event if the scan is over
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
  const updates = stages
    .filter((stage, index) => JSON.stringify(stage) !== known[index])
    .map((stage): ScanEvent => ({ type: 'stage_update', stage }));
  return before.scan.status === scan.status ? updates : [{ type: 'status_change', scan }, ...updates];
}

export type RepoName = { readonly id: string; readonly name: string };

/** What is known of several repos by their scans. A repo may count more than once: its first scan may have failed. */
export type ScanSummary = {
  readonly repoCount: number;
  /** Repos with a scan that is queued or running. */
  readonly scanning: number;
  /** When the oldest of the repos' newest completed scans was. */
  readonly scannedSince: Date | null;
  /** No scan has completed. */
  readonly neverScanned: number;
  /** The newest completed scan is partial. */
  readonly partial: number;
  /** The newest scan that has ended by itself has failed. */
  readonly failed: number;
  /** The last probe of the remote has failed. */
  readonly unreachable: number;
  /** Packages were found, but not compared with advisories: there are none, or it could not be finished. */
  readonly unchecked: number;
  /** The newest few repos of each of these groups. */
  readonly notKnown: Record<'neverScanned' | 'partial' | 'failed' | 'unreachable' | 'unchecked', RepoName[]>;
};

/** A scan that has completed or failed, and of which repo. */
export type EndedScan = {
  readonly id: string;
  readonly scanType: ScanType;
  readonly status: ScanStatus;
  readonly complete: boolean | null;
  readonly newCount: number;
  readonly fixedCount: number;
  readonly at: Date;
  readonly repoId: string;
  readonly repoName: string;
};
