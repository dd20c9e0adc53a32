import type { Confidence, FindingStatus, FixType, Severity } from './schema';

export type SuppressedBy = 'comment' | 'ignore_file' | 'allow_list';

/** A finding as a scan saw it. Never the secret: only its mask and keyed digests of it. */
export type Detection = {
  /** Keyed digest of rule, secret and path; and of rule and secret alone. Neither has a line number in it. */
  readonly fingerprint: string;
  readonly digest: string;
  readonly ruleId: string;
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly cweId: string;
  readonly filePath: string;
  readonly lineStart: number;
  readonly lineEnd: number;
  readonly codeSnippet: string;
  readonly snippetLine: number;
  readonly fixType: FixType;
  readonly fixSummary: string;
  readonly references: readonly string[];
  readonly inTree: boolean;
  readonly history: HistoryFacts | null;
  readonly suppressed: { readonly by: SuppressedBy; readonly reason: string } | null;
};

/** What history tells of a secret: when and where it came in, and what took it out of the tree. */
export type HistoryFacts = {
  readonly commitSha: string;
  /** Null where its author gave no time. */
  readonly introducedAt: Date | null;
  readonly introducedPath: string;
  readonly removedCommit: string | null;
};

export type FindingState = { readonly status: FindingStatus; readonly suppressedBy: SuppressedBy | null };

/**
 * The state that being seen leaves a finding in. What a person decided stays; what a comment or list dismissed comes
 * back when that is gone; what was fixed is open again.
 * @param before null where nobody has seen it before
 */
export function stateWhenSeen(before: FindingState | null, suppressedBy: SuppressedBy | null): FindingState {
  const free: FindingState = suppressedBy
    ? { status: 'dismissed', suppressedBy }
    : { status: 'open', suppressedBy: null };
  if (before === null || before.status === 'fixed' || before.suppressedBy !== null) return free;
  return suppressedBy && (before.status === 'open' || before.status === 'confirmed') ? free : before;
}

/** A finding that is known and that this scan has not seen in the tree. */
export type Unseen = {
  readonly id: string;
  readonly digest: string | null;
  readonly filePath: string;
  readonly inTree: boolean;
};

/** What this scan has seen of the same secret elsewhere in the tree. */
export type SeenElsewhere = { readonly id: string; readonly isNew: boolean };

export type Resolution =
  /** It stands in another file now: the finding goes with it. */
  | { readonly type: 'moved'; readonly to: string }
  /** Not in the tree any more, but still in history for everybody to read. */
  | { readonly type: 'in_history' }
  /** Gone: from tree and history, or to a file that has a finding of its own. */
  | { readonly type: 'fixed' }
  /** In a place that an ignore file keeps the scanner from. */
  | { readonly type: 'ignored' }
  /** Nothing can be said, as the scan has not looked everywhere. */
  | { readonly type: 'unknown' };

/** How far this scan has looked. */
export type Reach = {
  readonly treeComplete: boolean;
  readonly historyComplete: boolean;
  /** Whether history was read on from an earlier scan: what that one found in it is still there. */
  readonly historyContinued: boolean;
};

/**
 * Decides what has become of a finding that a scan has not seen.
 * @param elsewhere the same secret in other files of the tree, each of which can take one finding over
 */
export function resolve(elsewhere: readonly SeenElsewhere[], reach: Reach, ignored: boolean): Resolution {
  const successor = elsewhere.find(({ isNew }) => isNew);
  if (successor) return { type: 'moved', to: successor.id };
  if (ignored) return { type: 'ignored' };
  if (!reach.treeComplete) return { type: 'unknown' };
  if (elsewhere.length > 0) return { type: 'fixed' };
  if (reach.historyContinued) return { type: 'in_history' };
  // All of history was read anew: what it did not bring up is in no commit.
  return reach.historyComplete ? { type: 'fixed' } : { type: 'unknown' };
}
