import type { Confidence, Engine, FileRole, Severity } from '@/engines/engine';
import type { FindingStatus } from './schema';

export type SuppressedBy = 'comment' | 'ignore_file' | 'allow_list';

export type FindingState = { readonly status: FindingStatus; readonly suppressedBy: SuppressedBy | null };

/**
 * The state of a finding that a scan has seen. A user's decision stays, and a fixed finding is open again.
 * A finding that a comment or list dismissed is open again once that is removed.
 * @param before null for a new finding
 */
export function stateWhenSeen(before: FindingState | null, suppressedBy: SuppressedBy | null): FindingState {
  const free: FindingState = suppressedBy
    ? { status: 'dismissed', suppressedBy }
    : { status: 'open', suppressedBy: null };
  if (before === null || before.status === 'fixed' || before.suppressedBy !== null) return free;
  const isSuppressed = suppressedBy && (before.status === 'open' || before.status === 'confirmed');
  return isSuppressed ? free : { status: before.status, suppressedBy: null };
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
