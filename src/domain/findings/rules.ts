import type { Recorded } from '@/scan/located';
import type { NewEvent } from '../events/rules';
import type { SuppressedBy } from '../scans/rules';
import type { FindingFilter, FindingStatus } from './schema';

/** What is documented as the source of a finding: the ids of engines, and imports. */
export const FINDING_SOURCES = ['secrets', 'static', 'dependencies', 'import'] as const;
export const FINDING_STATUSES = ['open', 'confirmed', 'dismissed', 'false_positive', 'fixed'] as const;

/** The orders of lists; the first is the default. */
export const FINDING_SORTS = ['priority', 'newest', 'oldest', 'path', 'last_seen'] as const;
/** What a list of findings is counted by. */
export const COUNTED_FACETS = [
  'severity',
  'status',
  'confidence',
  'source',
  'repoId',
  'fileRole',
  'inTree',
] as const;
/** As COUNTED_FACETS, but no counts are kept of these. */
export const OTHER_FACETS = ['ruleId', 'assignee', 'introducedBy'] as const;

/** The source of findings that other tools reported. */
export const IMPORTED = 'import';

export type FindingState = { readonly status: FindingStatus; readonly suppressedBy: SuppressedBy | null };

/** What happens to findings. Scans cause the first four, users the next four, and time the last. */
export const FINDING_EVENTS = [
  'detect',
  'vanish',
  'suppress',
  'unsuppress',
  'confirm',
  'dismiss',
  'reject',
  'reopen',
  'expire',
] as const;
export type FindingEvent = (typeof FINDING_EVENTS)[number];

/** What each event does to a finding. An event without an entry changes nothing, and a user may not cause it. */
export const TRANSITIONS = {
  open: {
    suppress: 'dismissed',
    vanish: 'fixed',
    confirm: 'confirmed',
    dismiss: 'dismissed',
    reject: 'false_positive',
  },
  confirmed: {
    suppress: 'dismissed',
    vanish: 'fixed',
    reopen: 'open',
    dismiss: 'dismissed',
    reject: 'false_positive',
  },
  dismissed: {
    unsuppress: 'open',
    vanish: 'fixed',
    expire: 'open',
    reopen: 'open',
    confirm: 'confirmed',
    reject: 'false_positive',
  },
  false_positive: {
    vanish: 'fixed',
    expire: 'open',
    reopen: 'open',
    confirm: 'confirmed',
    dismiss: 'dismissed',
  },
  fixed: { detect: 'open', suppress: 'dismissed', reopen: 'open' },
} as const satisfies Record<FindingStatus, Partial<Record<FindingEvent, FindingStatus>>>;

/** The status after an event; undefined if the event changes nothing. */
export function nextStatus(status: FindingStatus, event: FindingEvent): FindingStatus | undefined {
  const next: Partial<Record<FindingEvent, FindingStatus>> = TRANSITIONS[status];
  return next[event];
}

/** The statuses that users set, and the event by which they do. Scans alone set `fixed`. */
const SET_BY = {
  open: 'reopen',
  confirmed: 'confirm',
  dismissed: 'dismiss',
  false_positive: 'reject',
} as const satisfies Partial<Record<FindingStatus, FindingEvent>>;
export type SettableStatus = keyof typeof SET_BY;
export const SETTABLE_STATUSES = Object.keys(SET_BY) as SettableStatus[];

/** The statuses that a user may set. The present one is among them, as its reason may change. */
export function allowedStatuses(status: FindingStatus): SettableStatus[] {
  return SETTABLE_STATUSES.filter((it) => it === status || nextStatus(status, SET_BY[it]) !== undefined);
}

/** The findings that need somebody soon. */
export const URGENT: FindingFilter = { severity: ['critical', 'high'], status: ['open', 'confirmed'] };

/** Whether a user must give a reason for a status. Such a status may also end by itself. */
export function needsReason(status: FindingStatus): boolean {
  return nextStatus(status, 'expire') !== undefined;
}

/**
 * The state of a finding that a scan has seen. A user's decision stays, and a fixed finding is open again.
 * A finding that a comment or list dismissed is open again once that is removed.
 * @param before null for a new finding
 */
export function stateWhenSeen(before: FindingState | null, suppressedBy: SuppressedBy | null): FindingState {
  if (before === null) return { status: suppressedBy ? 'dismissed' : 'open', suppressedBy };
  const wasSuppressed = before.status === 'dismissed' && before.suppressedBy !== null;
  if (wasSuppressed && suppressedBy) return { status: 'dismissed', suppressedBy };
  const event = suppressedBy ? 'suppress' : wasSuppressed ? 'unsuppress' : 'detect';
  const status = nextStatus(before.status, event);
  return status ? { status, suppressedBy } : { status: before.status, suppressedBy: null };
}

/** How many detections one transaction records at least. Those of one file are recorded together, at most a thousand. */
const RECORD_BATCH = 500;

/** Divides detections by transactions. Each occurrence comes once: in history, one without a suppression takes precedence. */
export function batchesOf(detections: readonly Recorded[]): Recorded[][] {
  const byFingerprint = new Map<string, Recorded>();
  for (const detection of detections) {
    const known = byFingerprint.get(detection.fingerprint);
    const isFirstUnsuppressed = known?.suppressed && detection.suppressed === null;
    if (!known || isFirstUnsuppressed) byFingerprint.set(detection.fingerprint, detection);
  }
  const batches: Recorded[][] = [[]];
  for (const detection of byFingerprint.values()) {
    const last = batches.at(-1) ?? [];
    const isFull = last.length >= RECORD_BATCH && last.at(-1)?.filePath !== detection.filePath;
    if (isFull) batches.push([detection]);
    else last.push(detection);
  }
  return batches;
}

/** Why a finding that a scan has seen is open again. */
function whyReopened({ suppressedBy }: FindingState, filePath: string): string {
  return suppressedBy ? GONE[suppressedBy] : `Found again in ${filePath}`;
}

/**
 * A detection, with the id of its finding and the state that it then has. The state before is null for a new
 * finding.
 */
export type Seen = {
  readonly id: string;
  readonly detection: Recorded;
  readonly state: FindingState;
  readonly before: FindingState | null;
};

/** What the history of a finding says of its detection. */
export function eventWhenSeen({
  id,
  detection,
  state,
  before,
  why,
}: Seen & { why?: string | null }): NewEvent[] {
  const isReleased = before !== null && before.suppressedBy !== null;
  const reason = (isReleased ? null : why) ?? (before && whyReopened(before, detection.filePath));
  const comment = detection.suppressed?.reason ?? reason;
  const change = { findingId: id, newValue: state.status, comment };
  if (before === null) return [{ ...change, type: 'created', oldValue: null }];
  if (before.status === state.status) return [];
  return [{ ...change, type: 'status_changed', oldValue: before.status }];
}

const GONE: Record<SuppressedBy, string> = {
  comment: 'The comment that dismissed it is gone',
  ignore_file: 'Neither .heimdallignore nor .heimdall.yml excludes it any more',
  allow_list: 'No entry of the allow-list covers it any more',
  tool: 'Its tool no longer suppresses it',
};

/** What a user or a scan has decided of a finding. */
export type Decision = FindingState & {
  /** Why, and until when: null without an end. */
  readonly statusReason: string | null;
  readonly statusUntil: Date | null;
  /** When it became fixed, if it is. */
  readonly fixedAt: Date | null;
};

/** The decision that a user has made. */
export function decisionOf(made: {
  readonly status: SettableStatus;
  readonly reason?: string | null | undefined;
  readonly until?: Date | null | undefined;
}): Decision {
  const { status, reason = null, until = null } = made;
  return { status, suppressedBy: null, statusReason: reason, statusUntil: until, fixedAt: null };
}

/** The decision after the end of another: undefined if that has no end, or it is still to come. */
export function afterEnd({ status, statusUntil }: Decision, now: Date): Decision | undefined {
  const next = nextStatus(status, 'expire');
  if (next === undefined || statusUntil === null || statusUntil > now) return undefined;
  return { status: next, suppressedBy: null, statusReason: null, statusUntil: null, fixedAt: null };
}

/** Whether two decisions are the same. */
export function isSameDecision(one: Decision, other: Decision): boolean {
  return (
    one.status === other.status &&
    one.suppressedBy === other.suppressedBy &&
    one.statusReason === other.statusReason &&
    one.statusUntil?.getTime() === other.statusUntil?.getTime()
  );
}

/** What one import replaces: the findings of a tool in a category, which is empty for none. */
export type Analysis = { readonly tool: string; readonly category: string };

/** Which findings of a repo a scan may move. */
export type Movables = {
  /** The engines of the scan. */
  readonly sources: readonly string[];
  /** The only tool and category, if they were imported. */
  readonly analysis?: Analysis;
  /** The new paths of those that Git takes for renamed. */
  readonly renamedAmong: (paths: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Whether every file was scanned. Otherwise only what Git takes for renamed is known to be gone from its file. */
  readonly treeComplete: boolean;
};

/** A known finding that this scan has not seen in the tree. */
export type Unseen = {
  /** The id of its engine. */
  readonly source: string;
  readonly id: string;
  readonly ruleId: string;
  readonly identity: string | null;
  readonly filePath: string;
  readonly inTree: boolean;
  /** The version of the rules that saw it last, if known. */
  readonly ruleSet: string | null;
  /** The package that it is about. */
  readonly package: { readonly ecosystem: string; readonly name: string; readonly version: string } | null;
};

export type Resolution =
  /** Not in the tree any more, but still readable in history. */
  | 'in_history'
  /** Its secret is gone from tree and history, or only from this place. */
  | 'fixed'
  /** In a path that the ignore file excludes. */
  | 'ignored'
  /** Unknown, as the scan did not check it again. */
  | 'unknown';

/** Which parts of a repo this scan has covered. */
export type Reach = {
  readonly treeComplete: boolean;
  readonly historyComplete: boolean;
  /** Whether this scan continued the history of an earlier one, whose findings in it are then still there. */
  readonly historyContinued: boolean;
};

/** The engine of a scan, as far as the end of findings depends on it. */
export type ScanEngine = {
  readonly id: string;
  readonly history: boolean;
  readonly ruleIds: Pick<ReadonlySet<string>, 'has'>;
  /** The versions of the rules that are newer than the scan's. */
  readonly newerRuleSets: Pick<ReadonlySet<string>, 'has'>;
};

/** What a finished scan has covered, by which the findings that it has not seen are settled. */
export type ScanReach = {
  /** The engines of the scan. Findings of others stay as they are. */
  engines: readonly ScanEngine[];
  reach: Reach;
  /** Which of these paths the repo's ignore file excludes. */
  ignoredAmong: (paths: string[]) => Promise<ReadonlySet<string>>;
  /** The commits that removed secrets from the tree, by the digests of the secrets. */
  removedBy: ReadonlyMap<string, string>;
  /** Which findings of packages could not be checked. */
  isUnchecked?: (finding: Unseen) => boolean;
  /** The tool and category of an import, which settles no other findings. */
  analysis?: Analysis;
};

/** What a scan has covered for an engine: the findings of one that reads no history can't be in it. */
export function reachOf(engine: Pick<ScanEngine, 'history'>, reach: Reach): Reach {
  return engine.history ? reach : { ...reach, historyComplete: true, historyContinued: false };
}

/**
 * Decides the state of a finding that a scan has not seen, and that has not moved.
 * @param engine that detected it; one without its rule, or with older rules, has not checked it
 */
export function resolutionOf(
  { ruleId, ruleSet }: Pick<Unseen, 'ruleId' | 'ruleSet'>,
  engine: ScanEngine,
  {
    reach,
    isIgnored,
    isElsewhere,
    isUnchecked = false,
  }: { reach: Reach; isIgnored: boolean; isElsewhere: boolean; isUnchecked?: boolean },
): Resolution {
  const { treeComplete, historyComplete, historyContinued } = reachOf(engine, reach);
  if (isIgnored && treeComplete) return 'ignored';
  if (isUnchecked) return 'unknown';
  const isOlder = ruleSet !== null && engine.newerRuleSets.has(ruleSet);
  if (!treeComplete || isOlder || !engine.ruleIds.has(ruleId)) return 'unknown';
  if (isElsewhere) return 'fixed';
  if (historyContinued) return 'in_history';
  // All of history was read again, so no commit contains the secret.
  return historyComplete ? 'fixed' : 'unknown';
}

/** What its history says of a finding that is fixed. The package of one may be there all the same, as from Git. */
export function whyGone(
  { package: of }: Pick<Unseen, 'package'>,
  isElsewhere: boolean,
  analysis: Analysis | undefined,
): string {
  if (isElsewhere) return 'No longer in this file, but still in others';
  if (analysis) return `No longer reported by ${analysis.tool}`;
  return of === null
    ? 'No longer in the repository'
    : 'Its file no longer names this version from a registry, or no advisory names it any more';
}

/**
 * Whether the repo's newest completed scan has checked a finding again. A fixed one needs no check.
 * No scan checks an imported one: the next import of its tool does.
 * Ids sort by creation time: a scan that runs may have seen it since.
 */
export function isRechecked(
  { status, scanId, source }: { status: FindingStatus; scanId: string; source: string },
  latestScanId: string | null,
): boolean {
  return source === IMPORTED || status === 'fixed' || latestScanId === null || scanId >= latestScanId;
}

/** Whether a filter restricts anything. An empty list does not. */
export function isGiven<T>(values: readonly T[] | undefined): values is readonly T[] {
  return values !== undefined && values.length > 0;
}

/** As isGiven, for the value of any filter. */
export function isRestricting(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== '';
}

/** What was suppressed where it was is judged again by the next scan, which knows what suppresses it here. */
export function stateWhenMoved(before: FindingState): FindingState {
  const { status, suppressedBy } = before;
  return status === 'fixed' ? stateWhenSeen(before, null) : { status, suppressedBy };
}
