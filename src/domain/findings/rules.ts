import {
  CONFIDENCES,
  type Confidence,
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
  readonly ruleId: string;
  readonly digest: string | null;
  readonly filePath: string;
  readonly inTree: boolean;
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
  readonly ruleIds: ReadonlySet<string>;
};

/** What a scan has covered for an engine: the findings of one that reads no history can't be in it. */
export function reachOf(engine: Pick<ScanEngine, 'history'>, reach: Reach): Reach {
  return engine.history ? reach : { ...reach, historyComplete: true, historyContinued: false };
}

/**
 * Decides the state of a finding that a scan has not seen, and that has not moved.
 * @param engine that detected it; one without its rule has not checked it
 */
export function resolve(
  { ruleId }: Pick<Unseen, 'ruleId'>,
  engine: ScanEngine,
  { reach, isIgnored, isElsewhere }: { reach: Reach; isIgnored: boolean; isElsewhere: boolean },
): Resolution {
  if (isIgnored) return 'ignored';
  const { treeComplete, historyComplete, historyContinued } = reachOf(engine, reach);
  if (!treeComplete || !engine.ruleIds.has(ruleId)) return 'unknown';
  if (isElsewhere) return 'fixed';
  if (historyContinued) return 'in_history';
  // All of history was read again, so no commit contains the secret.
  return historyComplete ? 'fixed' : 'unknown';
}

/** An occurrence of a secret: where it is, and digests of its line, the line above and the line below. */
export type Occurrence = { readonly filePath: string; readonly anchors: readonly string[] };

export type Match<Known, Found> = { readonly known: Known; readonly found: Found };

/** `isRename`: whether Git takes the file for renamed. */
export type MoveMatch<Known, Found> = Match<Known, Found> & { readonly isRename: boolean };

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item)) ?? [];
    groups.set(keyOf(item), group);
    group.push(item);
  }
  return groups;
}

/** What two occurrences must have in common, as one text each; null for an occurrence that has nothing of it. */
type Pass = {
  readonly ofKnown: (it: Occurrence) => string | null;
  readonly ofFound: (it: Occurrence) => string | null;
};

const both = (keyOf: Pass['ofKnown']): Pass => ({ ofKnown: keyOf, ofFound: keyOf });
const anchored = (...which: (0 | 1 | 2)[]): Pass =>
  both(({ anchors }) => (anchors.length === 3 ? which.map((it) => anchors[it]).join(' ') : null));

/** The strongest first. The last one matches by order. */
const IN_FILE: readonly Pass[] = [
  anchored(0, 1, 2),
  anchored(0, 1),
  anchored(0, 2),
  anchored(0),
  anchored(1, 2),
  both(() => ''),
];

/** Matches the occurrences of one secret in one file with those that are known there. All are in their order. */
export function matchInFile<Known extends Occurrence, Found extends Occurrence>(
  known: readonly Known[],
  found: readonly Found[],
): Match<Known, Found>[] {
  return matchBy(IN_FILE, known, found).matches;
}

/** Pairs of occurrences of one secret whose paths are compared. More are matched by order. */
const MOST_PAIRS = 10_000;

/**
 * Matches occurrences of one secret that have vanished with new ones, which may be in other files.
 * @param renames the new names of files, as Git reports them
 */
export function matchMoves<Known extends Occurrence, Found extends Occurrence>(
  known: readonly Known[],
  found: readonly Found[],
  renames: ReadonlyMap<string, string>,
): MoveMatch<Known, Found>[] {
  const renamed = ({ filePath }: Occurrence) => renames.get(filePath) ?? null;
  const inRenamed = (pass: Pass): Pass => ({
    ofKnown: (it) => joined(renamed(it), pass.ofKnown(it)),
    ofFound: (it) => joined(it.filePath, pass.ofFound(it)),
  });
  const byRename = matchBy(IN_FILE.map(inRenamed), known, found);
  const named = both(({ filePath }) => nameOf(filePath));
  const namedToo = both((it) => joined(nameOf(it.filePath), anchored(0, 1, 2).ofKnown(it)));
  const byPlace = matchBy([namedToo, anchored(0, 1, 2), named], byRename.known, byRename.found);
  const rest = [...nearest(byPlace.known, byPlace.found)];
  return [
    ...byRename.matches.map((match) => ({ ...match, isRename: true })),
    ...[...byPlace.matches, ...rest].map((match) => ({ ...match, isRename: false })),
  ];
}

function joined(...parts: (string | null)[]): string | null {
  return parts.includes(null) ? null : parts.join('\0');
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Matches what has equal keys, pass by pass and in their order. */
function matchBy<Known extends Occurrence, Found extends Occurrence>(
  passes: readonly Pass[],
  known: readonly Known[],
  found: readonly Found[],
): { matches: Match<Known, Found>[]; known: Known[]; found: Found[] } {
  const matches: Match<Known, Found>[] = [];
  let left = [...known];
  let open = [...found];
  for (const { ofKnown, ofFound } of passes) {
    /** The first of each key is the last of its list. */
    const keyed = left.toReversed().flatMap((it) => {
      const key = ofKnown(it);
      return key === null ? [] : [{ it, key }];
    });
    const waiting = groupBy(keyed, ({ key }) => key);
    const taken = new Set<Known>();
    open = open.filter((it) => {
      const key = ofFound(it);
      const match = key === null ? undefined : waiting.get(key)?.pop()?.it;
      if (match === undefined) return true;
      taken.add(match);
      matches.push({ known: match, found: it });
      return false;
    });
    left = left.filter((it) => !taken.has(it));
  }
  return { matches, known: left, found: open };
}

/** Matches each known occurrence with the one of the nearest path, the nearest pairs first. */
function* nearest<Known extends Occurrence, Found extends Occurrence>(
  known: readonly Known[],
  found: readonly Found[],
): Generator<Match<Known, Found>> {
  if (known.length * found.length > MOST_PAIRS) {
    yield* matchBy([both(() => '')], known, found).matches;
    return;
  }
  const pairs = known.flatMap((one) =>
    found.map((other) => ({ known: one, found: other, distance: distanceOf(one.filePath, other.filePath) })),
  );
  const taken = new Set<Known | Found>();
  for (const pair of pairs.sort((a, b) => a.distance - b.distance)) {
    if (taken.has(pair.known) || taken.has(pair.found)) continue;
    taken.add(pair.known).add(pair.found);
    yield { known: pair.known, found: pair.found };
  }
}

/** How many folders lie between two paths. */
function distanceOf(a: string, b: string): number {
  const [one, other] = [a.split('/'), b.split('/')];
  let common = 0;
  while (common < one.length && one[common] === other[common]) common++;
  return one.length + other.length - 2 * common;
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
