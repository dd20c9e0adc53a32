import { listTreeSecrets } from '@/domain/findings/lifecycle';
import { probeAgain } from '@/domain/repos/lifecycle';
import { hasJustFailedToFetch, saveFetched } from '@/domain/scans/lifecycle';
import type { ClaimedScan } from '@/domain/scans/rules';
import { engineVersion } from '@/engines/version';
import { type Fetched, fetchRepository } from '@/git/fetch';
import { commitsExist, countCommits } from '@/git/history';
import type { Repository } from '@/git/repository';
import { hasTagsBesideCommits } from '@/git/tags';
import { type CoverageLog, SHALLOW_REMOTE, TAGS_BESIDE_COMMITS } from '@/scan/coverage';
import type { ScanSource } from '@/scan/source';
import { gitTree } from '@/scan/sources/gitTree';
import { followRemote } from './followRemote';
import { readRemote } from './readRemote';
import { type Heartbeat, ScanRefused } from './runClaimed';
import type { ScanOptions } from './scanOptions';
import { sshOptionsFor } from './sshOptions';

/** What fetching needs of its scan. */
export type FetchContext = {
  readonly options: ScanOptions;
  readonly run: ClaimedScan;
  readonly heartbeat: Heartbeat;
  readonly coverage: CoverageLog;
  /** The repo's bare repository on this machine. */
  readonly gitDir: string;
  /** When the scan's time is up, in milliseconds since the epoch. */
  readonly deadline: number;
};

/** What was fetched, and the commits up to which its history is scanned. */
export type FetchedRepo = { readonly source: ScanSource; readonly tips: readonly string[] };

/**
 * Fetches the repository, and determines how much of its history is known.
 * @throws ScanRefused; ScanEnded; the signal's reason
 */
export async function fetchRepo(scan: FetchContext): Promise<FetchedRepo> {
  const { options, run, gitDir, heartbeat } = scan;
  const { policy, resolve, searchPath, limits } = options;
  const { repoId: id, remoteUrl, userId, oauthConnectionId } = run;
  if (remoteUrl === null) throw new ScanRefused(NO_REMOTE);
  const linked = { id, userId, remoteUrl, oauthConnectionId };
  const { remoteUrl: url } = await followRemote(options.makeContext(), linked);
  const repo = { ...linked, remoteUrl: url };
  const ssh = await sshOptionsFor(options, repo);
  const fetched = await readRemote(options.makeContext, repo, (credential) =>
    fetchRepository({
      ...{ url, branch: run.branch, gitDir, allRefs: run.allRefs, credential, ssh },
      ...{ policy, resolve, searchPath, signal: heartbeat.signal },
      limits: {
        timeoutMs: scan.deadline - Date.now(),
        fetchTimeoutMs: limits.fetchTimeoutMs,
        maxBytes: limits.maxRepoBytes,
      },
      onProgress: ({ bytes, ...objects }) => {
        Object.assign(heartbeat.numbers, { bytesReceived: bytes, ...objects });
      },
    }),
  );
  // So that the repo itself says what its user has to do, or when the host is asked again.
  const ctx = options.makeContext();
  const isDown = fetched.type === 'refused' && fetched.isDown && !(await hasJustFailedToFetch(ctx, run));
  if (fetched.type === 'refused' && (fetched.denial || isDown)) await probeAgain(ctx, id);
  if (fetched.type === 'refused' || fetched.type === 'limit') throw new ScanRefused(fetched.message);
  if (fetched.type === 'empty') return sourceOf(scan, { sha: null, tips: [], bases: [], isShallow: false });
  return known(scan, fetched);
}

const NO_REMOTE =
  'This repository has no remote URL, so there is nothing to scan. Register it with its address.';

async function known(
  scan: FetchContext,
  { branch, sha, tips, isShallow }: Extract<Fetched, { type: 'fetched' }>,
): Promise<FetchedRepo> {
  const { options, run, coverage } = scan;
  if (run.allRefs && (await hasTagsBesideCommits(repositoryOf(scan)))) {
    coverage.addLimit(TAGS_BESIDE_COMMITS);
  }
  const bases = !isShallow && (await isContinued(scan, tips)) ? (run.base?.historyTips ?? []) : [];
  const scanType = bases.length > 0 ? 'incremental' : 'full';
  await saveFetched(options.makeContext(), run, { branch, sha, scanType });
  return sourceOf(scan, { sha, tips, bases, isShallow });
}

type Commits = {
  /** Null if the repository has no commits. */
  readonly sha: string | null;
  readonly tips: readonly string[];
  /** The commits whose history an earlier scan has read with the same rules. */
  readonly bases: readonly string[];
  /** Whether the remote is a shallow clone, without all of its history. */
  readonly isShallow: boolean;
};

async function sourceOf(
  { options, run, gitDir }: FetchContext,
  { sha, tips, bases, isShallow }: Commits,
): Promise<FetchedRepo> {
  const ofHistory = options.engines.filter((engine) => engine.history).map(({ id }) => id);
  // Read before the scan of the tree changes it.
  const secrets = bases.length === 0 ? [] : await listTreeSecrets(options.makeContext(), run, ofHistory);
  const known = secrets.map((secret) => ({ ...secret, removedBy: null }));
  const shallow = isShallow ? SHALLOW_REMOTE : null;
  const history = { gitDir, tips, bases, within: '', isRepeatable: true, shallow, known };
  return { source: gitTree(sha, history, run.base?.commitSha ?? null), tips };
}

/** Whether this history contains all that the earlier scan has read: after a force-push it does not. */
async function isContinued(scan: FetchContext, tips: readonly string[]): Promise<boolean> {
  const { base } = scan.run;
  if (!base || base.ruleSet !== engineVersion() || base.historyTips.length === 0) return false;
  const repository = repositoryOf(scan);
  if (!(await commitsExist(repository, base.historyTips))) return false;
  return (await countCommits(repository, base.historyTips, tips)) === 0;
}

/** How Git commands run on the scan's repository, within the time that is left. */
function repositoryOf({ options, gitDir, heartbeat, deadline }: FetchContext): Repository {
  const timeoutMs = Math.max(1, deadline - Date.now());
  return { gitDir, searchPath: options.searchPath, timeoutMs, signal: heartbeat.signal };
}
