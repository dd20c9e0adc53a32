import { saveFetched } from '@/domain/scans/lifecycle';
import { engineVersion } from '@/engines/version';
import { type Fetched, fetchRepository } from '@/git/fetch';
import { commitExists, countCommits } from '@/git/history';
import type { Repository } from '@/git/repository';
import { hasTagsBesideCommits } from '@/git/tags';
import { SHALLOW_REMOTE, TAGS_BESIDE_COMMITS } from '@/scan/limitMessages';
import type { ScanContext } from './scanContext';
import { ScanRefused } from './stages';

/** The fetched commits that are to be scanned. */
export type Source = {
  /** Null if the repository has no commits. */
  readonly sha: string | null;
  readonly tips: readonly string[];
  /** Whether the remote is a shallow clone, without all of its history. */
  readonly isShallow: boolean;
  /** The commits whose history an earlier scan has read with the same rules. */
  readonly bases: readonly string[];
};

/** Fetches the repository, and determines how much of its history is known. */
export async function fetchStage(scan: ScanContext): Promise<Source> {
  const { options, run, gitDir, heartbeat } = scan;
  if (run.remoteUrl === null) throw new ScanRefused(NO_REMOTE);
  const { policy, resolve, searchPath, limits } = options;
  const fetched = await fetchRepository({
    url: run.remoteUrl,
    branch: run.branch,
    gitDir,
    allRefs: run.allRefs,
    policy,
    resolve,
    searchPath,
    signal: heartbeat.signal,
    limits: {
      timeoutMs: scan.deadline - Date.now(),
      fetchTimeoutMs: limits.fetchTimeoutMs,
      maxBytes: limits.maxRepoBytes,
    },
    onProgress: (bytes) => {
      heartbeat.numbers.bytesReceived = bytes;
    },
  });
  if (fetched.type === 'refused' || fetched.type === 'limit') throw new ScanRefused(fetched.message);
  if (fetched.type === 'empty') return { sha: null, tips: [], isShallow: false, bases: [] };
  return known(scan, fetched);
}

const NO_REMOTE =
  'This repository has no remote URL, so there is nothing to scan. Register it with its address.';

async function known(
  scan: ScanContext,
  { branch, sha, tips, isShallow, bytes }: Extract<Fetched, { type: 'fetched' }>,
): Promise<Source> {
  const { options, run, heartbeat, coverage } = scan;
  if (isShallow) coverage.addLimit(SHALLOW_REMOTE);
  if (run.allRefs && (await hasTagsBesideCommits(repositoryOf(scan)))) {
    coverage.addLimit(TAGS_BESIDE_COMMITS);
  }
  heartbeat.numbers.bytesReceived = bytes;
  const bases = !isShallow && (await isContinued(scan, tips)) ? (run.base?.historyTips ?? []) : [];
  const scanType = bases.length > 0 ? 'incremental' : 'full';
  await saveFetched(options.makeContext(), run, { branch, sha, scanType });
  return { sha, tips, isShallow, bases };
}

/** Whether this history contains all that the earlier scan has read: after a force-push it does not. */
async function isContinued(scan: ScanContext, tips: readonly string[]): Promise<boolean> {
  const { base } = scan.run;
  if (!base || base.ruleSet !== engineVersion() || base.historyTips.length === 0) return false;
  const repository = repositoryOf(scan);
  for (const tip of base.historyTips) if (!(await commitExists(repository, tip))) return false;
  return (await countCommits(repository, base.historyTips, tips)) === 0;
}

/** How Git commands run on the scan's repository, within the time that is left. */
export function repositoryOf({ options, gitDir, heartbeat, deadline }: ScanContext): Repository {
  const timeoutMs = Math.max(1, deadline - Date.now());
  return { gitDir, searchPath: options.searchPath, timeoutMs, signal: heartbeat.signal };
}
