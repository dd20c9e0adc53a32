import {
  CONFIDENCES,
  type Confidence,
  type Engine,
  type FileRole,
  SEVERITIES,
  type Severity,
} from '@/engines/engine';
import { invalidInput } from '../errors';
import type { CountedFacet, FindingFilter, FindingStatus } from './schema';

export type SuppressedBy = 'comment' | 'ignore_file' | 'allow_list';

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

/** Throws invalid_input for an end that is over. */
export function requireFuture(until: Date | null | undefined, now: Date): void {
  if (until && until <= now) throw invalidInput('until', 'until must be in the future');
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

/** A known finding that this scan has not seen in the tree. */
export type Unseen = {
  /** The id of its engine. */
  readonly source: string;
  readonly id: string;
  readonly digest: string | null;
  readonly filePath: string;
  readonly inTree: boolean;
};

/** A finding of the same secret that this scan has seen in another file of the tree. */
export type SeenElsewhere = { readonly id: string; readonly isNew: boolean };

export type Resolution =
  /** Its secret is in another file now: the finding moves there. */
  | { readonly type: 'moved'; readonly to: string }
  /** Not in the tree any more, but still readable in history. */
  | { readonly type: 'in_history' }
  /** Its secret is gone from tree and history, or moved to a file that already has its own finding. */
  | { readonly type: 'fixed' }
  /** In a path that the ignore file excludes. */
  | { readonly type: 'ignored' }
  /** Unknown, as the scan was incomplete. */
  | { readonly type: 'unknown' };

/** Which parts of a repo this scan has covered. */
export type Reach = {
  readonly treeComplete: boolean;
  readonly historyComplete: boolean;
  /** Whether this scan continued the history of an earlier one, whose findings in it are then still there. */
  readonly historyContinued: boolean;
};

/** What a scan has covered for an engine: the findings of one that reads no history can't be in it. */
export function reachOf(engine: Pick<Engine, 'history'> | undefined, reach: Reach): Reach {
  return engine?.history === false ? { ...reach, historyComplete: true, historyContinued: false } : reach;
}

/**
 * Decides the state of a finding that a scan has not seen.
 * @param elsewhere findings of the same secret in other files, each of which can be the successor of one finding
 */
export function resolve(elsewhere: readonly SeenElsewhere[], reach: Reach, ignored: boolean): Resolution {
  const successor = elsewhere.find(({ isNew }) => isNew);
  if (successor) return { type: 'moved', to: successor.id };
  if (ignored) return { type: 'ignored' };
  if (!reach.treeComplete) return { type: 'unknown' };
  if (elsewhere.length > 0) return { type: 'fixed' };
  if (reach.historyContinued) return { type: 'in_history' };
  // All of history was read again, so no commit contains the secret.
  return reach.historyComplete ? { type: 'fixed' } : { type: 'unknown' };
}

/** What findings are counted by. */
export type Counted = {
  readonly source: string;
  readonly severity: Severity;
  readonly status: FindingStatus;
  readonly confidence: Confidence;
  readonly fileRole: FileRole;
  readonly inTree: boolean;
};

/** A finding before and after a change; null where there is none. */
export type CountedChange = { readonly before: Counted | null; readonly after: Counted | null };

/** By how much changes of findings change the counts of their repo. Counts that stay the same are absent. */
export function countChanges(changes: readonly CountedChange[]): (Counted & { count: number })[] {
  const sums = new Map<string, Counted & { count: number }>();
  const add = (finding: Counted | null, count: number) => {
    if (finding === null) return;
    const { source, severity, status, confidence, fileRole, inTree } = finding;
    const key = [source, severity, status, confidence, fileRole, inTree].join(' ');
    const sum = sums.get(key) ?? { source, severity, status, confidence, fileRole, inTree, count: 0 };
    sums.set(key, { ...sum, count: sum.count + count });
  };
  for (const { before, after } of changes) {
    add(before, -1);
    add(after, 1);
  }
  return [...sums.values()].filter(({ count }) => count !== 0);
}

/**
 * Whether the repo's newest completed scan has checked a finding again. A fixed one needs no check.
 * Ids sort by creation time: a scan that runs may have seen it since.
 */
export function isRechecked(
  { status, scanId }: { status: FindingStatus; scanId: string },
  latestScanId: string | null,
): boolean {
  return status === 'fixed' || latestScanId === null || scanId >= latestScanId;
}

/** A range of the column `priority`, with both ends. */
export type Span = { readonly from: number; readonly to: number };

/** The priorities of one state, severity and confidence: by role and place. */
const WIDTH = 4;
/** The highest priority, as PostgreSQL generates them. */
export const LOWEST_PRIORITY = 95;

/** The ranges of priorities that findings of a filter can have, in order: an index finds them by these. */
export function spansOf({ status, severity, confidence }: Pick<FindingFilter, Weighed>): Span[] {
  const states = [0, 1].filter((state) => !isGiven(status) || status.some((one) => stateOf(one) === state));
  const levels = placesOf(SEVERITIES, severity);
  const ranks = placesOf(CONFIDENCES, confidence);
  const starts = states.flatMap((state) =>
    levels.flatMap((level) =>
      ranks.map((rank) => ((state * SEVERITIES.length + level) * CONFIDENCES.length + rank) * WIDTH),
    ),
  );
  return starts.reduce<Span[]>((spans, from) => {
    const last = spans.at(-1);
    const adjoins = last !== undefined && last.to === from - 1;
    const span = { from: adjoins ? last.from : from, to: from + WIDTH - 1 };
    return [...(adjoins ? spans.slice(0, -1) : spans), span];
  }, []);
}

function stateOf(status: FindingStatus): number {
  return status === 'open' || status === 'confirmed' ? 0 : 1;
}

/** The places of the chosen values among all; all places if none is chosen. */
function placesOf<T>(all: readonly T[], chosen: readonly T[] | undefined): number[] {
  return all.flatMap((value, place) => (!isGiven(chosen) || chosen.includes(value) ? [place] : []));
}

type Weighed = 'status' | 'severity' | 'confidence';

/** Whether a filter restricts anything. An empty list does not. */
export function isGiven<T>(values: readonly T[] | undefined): values is readonly T[] {
  return values !== undefined && values.length > 0;
}

/** As isGiven, for the value of any filter. */
export function isRestricting(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== '';
}

/** The facets of findings in one or more repos, and how many findings are alike in them. */
export type CountedRow = Counted & { readonly count: number };
type CountedFilter = { readonly [F in Exclude<CountedFacet, 'repoId'>]?: readonly unknown[] | undefined };
const ALIKE = ['severity', 'status', 'confidence', 'source', 'fileRole', 'inTree'] as const;

/** Counts for each facet the findings that meet all filters but its own, and in total those that meet all. */
export function crossCount(
  rows: readonly CountedRow[],
  filter: CountedFilter,
): { facets: Record<(typeof ALIKE)[number], Record<string, number>>; total: number } {
  const meets = (row: CountedRow, but?: string) =>
    ALIKE.every((facet) => {
      const values = filter[facet];
      return facet === but || !isGiven(values) || values.includes(row[facet]);
    });
  const countOf = (facet: (typeof ALIKE)[number]) => {
    const counts: Record<string, number> = {};
    for (const row of rows.filter((one) => one.count > 0 && meets(one, facet))) {
      const value = String(row[facet]);
      counts[value] = (counts[value] ?? 0) + row.count;
    }
    return counts;
  };
  return {
    facets: {
      severity: countOf('severity'),
      status: countOf('status'),
      confidence: countOf('confidence'),
      source: countOf('source'),
      fileRole: countOf('fileRole'),
      inTree: countOf('inTree'),
    },
    total: rows.filter((row) => meets(row)).reduce((sum, { count }) => sum + count, 0),
  };
}

/** The most wildcards of a glob: each makes the search for it slower. */
export const MOST_WILDCARDS = 20;
const WILDCARD = /\*\*\/|\*+|\?/g;

export function countWildcards(glob: string): number {
  return glob.match(WILDCARD)?.length ?? 0;
}

/**
 * A glob as a regular expression of PostgreSQL; undefined for a path without wildcards. Brackets are plain characters.
 * As in .gitignore, a glob without a slash fits in any folder. One that fits a folder fits what is below it.
 */
export function globPattern(glob: string): string | undefined {
  if (countWildcards(glob) === 0) return undefined;
  const wildcards = [...glob.matchAll(WILDCARD)].map(([wildcard]) => WILDCARDS[wildcard] ?? '.*');
  const texts = glob.replace(/\/$/, '').split(WILDCARD).map(escapePattern);
  const body = texts.map((text, at) => text + (wildcards[at] ?? '')).join('');
  return `^${glob.replace(/\/$/, '').includes('/') ? '' : '(.*/)?'}${body}(/.*)?$`;
}

const WILDCARDS: Readonly<Record<string, string>> = { '**/': '(.*/)?', '*': '[^/]*', '?': '[^/]' };

function escapePattern(text: string): string {
  return text.replace(/[.^$+(){}|[\]\\]/g, '\\$&');
}
