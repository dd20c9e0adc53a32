import { saveFetched } from '@/domain/scans/lifecycle';
import { type Fetched, fetchRepository } from '@/git/fetch';
import { commitExists, countCommits } from '@/git/history';
import type { Repository } from '@/git/repository';
import { hasTagsBesideCommits } from '@/git/tags';
import { engineVersion } from './engineVersion';
import { SHALLOW_REMOTE, TAGS_BESIDE_COMMITS } from './limitSentences';
import type { Scanning } from './scanning';
import { ScanRefused } from './stages';

/** What is there to be scanned. */
export type Source = {
  /** Null where the repository has no commits. */
  readonly sha: string | null;
  readonly tips: readonly string[];
  /** Whether the remote cuts its history off somewhere. */
  readonly isShallow: boolean;
  /** The commits from which history has been read before, by the same rules, and need not be read again. */
  readonly bases: readonly string[];
};

/** Brings the repository in, and finds out how much of its history is known. */
export async function fetchStage(scanning: Scanning): Promise<Source> {
  const { options, run, gitDir, heartbeat } = scanning;
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
      timeoutMs: scanning.deadline - Date.now(),
      fetchTimeoutMs: limits.fetchTimeoutMs,
      maxBytes: limits.maxRepoBytes,
    },
    onProgress: (bytes) => {
      heartbeat.numbers.bytesReceived = bytes;
    },
  });
  if (fetched.type === 'refused' || fetched.type === 'limit') throw new ScanRefused(fetched.sentence);
  if (fetched.type === 'empty') return { sha: null, tips: [], isShallow: false, bases: [] };
  return known(scanning, fetched);
}

const NO_REMOTE =
  'This repository has no remote URL, so there is nothing to scan. Register it with its address.';

async function known(
  scanning: Scanning,
  { branch, sha, tips, isShallow, bytes }: Extract<Fetched, { type: 'fetched' }>,
): Promise<Source> {
  const { options, run, heartbeat, coverage } = scanning;
  if (isShallow) coverage.cutShort(SHALLOW_REMOTE);
  if (run.allRefs && (await hasTagsBesideCommits(readingOf(scanning)))) {
    coverage.cutShort(TAGS_BESIDE_COMMITS);
  }
  heartbeat.numbers.bytesReceived = bytes;
  const bases = !isShallow && (await isContinued(scanning, tips)) ? (run.base?.historyTips ?? []) : [];
  const scanType = bases.length > 0 ? 'incremental' : 'full';
  await saveFetched(options.makeContext(), run, { branch, sha, scanType });
  return { sha, tips, isShallow, bases };
}

/** Whether all history that an earlier scan has read is part of this one's: it is not after a force-push. */
async function isContinued(scanning: Scanning, tips: readonly string[]): Promise<boolean> {
  const { base } = scanning.run;
  if (!base || base.ruleSet !== engineVersion() || base.historyTips.length === 0) return false;
  const reading = readingOf(scanning);
  for (const tip of base.historyTips) if (!(await commitExists(reading, tip))) return false;
  return (await countCommits(reading, base.historyTips, tips)) === 0;
}

/** How the scan's repository is read, within the time that is left. */
export function readingOf({ options, gitDir, heartbeat, deadline }: Scanning): Repository {
  const timeoutMs = Math.max(1, deadline - Date.now());
  return { gitDir, searchPath: options.searchPath, timeoutMs, signal: heartbeat.signal };
}
