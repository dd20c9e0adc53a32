import type { ScanType } from '../scans/schema';

/** A scan in a worker's hands. Whoever has another attempt of it has been given up for dead and may write no more. */
export type ScanRun = {
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
