/**
 * The limits of a scan. A fetch beyond its limits fails the scan.
 * What is beyond the others is skipped, and the coverage says so.
 */
export type ScanLimits = {
  /** Of the whole scan, in milliseconds. */
  readonly timeoutMs: number;
  /** Of fetching, in milliseconds. */
  readonly fetchTimeoutMs: number;
  readonly maxRepoBytes: number;
  readonly maxFiles: number;
  readonly maxFileBytes: number;
  readonly maxCommits: number;
  readonly maxHistoryBytes: number;
  /** Of one content, in milliseconds. */
  readonly fileMs: number;
  readonly engineMemoryMb: number;
  /** An engine that sends nothing for this long is taken to hang, in milliseconds. */
  readonly engineStallMs: number;
};
