import { GitError } from '@/git/command';
import { fetchRepository } from '@/git/fetch';
import { headCommit, isShallow, listTips } from '@/git/localRepository';
import { openingProblem } from '@/git/openable';
import type { Repository } from '@/git/repository';
import { hasTagsBesideCommits } from '@/git/tags';
import { type CoverageLog, SHALLOW_REMOTE, TAGS_BESIDE_COMMITS } from '@/scan/coverage';
import type { HistoryPlan, ScanSource } from '@/scan/source';
import { directory, ignoredByGit } from '@/scan/sources/directory';
import { gitTree } from '@/scan/sources/gitTree';
import type { ScanRequest, ScanTools } from './command';
import { CommandError, type Target } from './target';

export const CHECK_WITH_GIT = 'Check it with git fsck.';
const SHALLOW_CLONE =
  'The clone is shallow, so its history is incomplete. Fetch the rest with git fetch --unshallow, or skip it with --no-history.';
const LOST =
  'There is a .git here that is no repository, so there was no history to scan. Repair it, or skip the history with --no-history.';

export type Opened = {
  readonly source: ScanSource;
  /** The scanned commit, if there is one, and its branch if it is known. */
  readonly commit: string | null;
  readonly branch: string | null;
};

/** What opening needs of the scan. */
export type OpeningTools = ScanTools & { readonly coverage: CoverageLog; readonly deadline: number };

/**
 * Opens what a command scans: fetches a URL, or finds out what a local repository holds.
 * @param gitDir of the repository, or where a URL is fetched to; null where there is none
 * @throws CommandError if it can't be scanned at all; GitError; the signal's reason
 */
export async function openSource(
  request: ScanRequest,
  tools: OpeningTools,
  gitDir: string | null,
): Promise<Opened> {
  const { target } = request;
  if (target.kind === 'disk') return openDisk(request, tools, target);
  if (target.kind === 'url') return openRemote(request, tools, target.url, gitDir ?? '');
  const problem = await openingProblem(repositoryOf(tools, target.gitDir));
  if (problem) throw new CommandError(`Git can't read this repository (${problem}). ${CHECK_WITH_GIT}`);
  const commit = await headCommit(repositoryOf(tools, target.gitDir));
  const history = await planOfClone(request, tools, { gitDir: target.gitDir, within: '' }, commit);
  return { source: gitTree(commit, history), commit, branch: null };
}

async function openDisk(
  request: ScanRequest,
  tools: OpeningTools,
  target: Extract<Target, { kind: 'disk' }>,
): Promise<Opened> {
  const { root, within, isLost } = target;
  const { coverage, progress } = tools;
  if (isLost && request.history !== 'none') coverage.addLimit(LOST);
  const gitDir = await openable(tools, target.gitDir);
  const ignored =
    request.includeIgnored || gitDir === null
      ? new Set<string>()
      : await ignoredByGit({ ...repositoryOf(tools, gitDir), signal: tools.signal }, root);
  if (!ignored) progress.say('Git could not list the files that it ignores, so all of them are scanned.');
  const files = { root, within, gitIgnored: ignored ?? new Set<string>() };
  const { commit, history } = await headOf(request, tools, { gitDir, within });
  return { source: directory(files, history), commit, branch: null };
}

/** @returns the repository if Git can open it; else null, and the scan is partial */
async function openable(tools: OpeningTools, gitDir: string | null): Promise<string | null> {
  if (gitDir === null) return null;
  const problem = await openingProblem(repositoryOf(tools, gitDir));
  if (problem === undefined) return gitDir;
  tools.coverage.addLimit(
    `Git can't read this repository (${problem}), so its history was not scanned. ${CHECK_WITH_GIT}`,
  );
  return null;
}

type Head = { readonly commit: string | null; readonly history: HistoryPlan | null };

/** The history of a work tree. Where Git can't read it, the files are scanned without it. */
async function headOf(
  request: ScanRequest,
  tools: OpeningTools,
  { gitDir, within }: { gitDir: string | null; within: string },
): Promise<Head> {
  if (gitDir === null) return { commit: null, history: null };
  try {
    const commit = await headCommit(repositoryOf(tools, gitDir));
    return { commit, history: await planOfClone(request, tools, { gitDir, within }, commit) };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    tools.coverage.addLimit(
      `Git can't read this repository, so its history was not scanned. ${CHECK_WITH_GIT}`,
    );
    return { commit: null, history: null };
  }
}

async function openRemote(
  request: ScanRequest,
  tools: OpeningTools,
  url: string,
  gitDir: string,
): Promise<Opened> {
  const { policy, resolve, limits, searchPath, signal, progress, deadline } = tools;
  progress.begin('Fetching the repository');
  const fetched = await fetchRepository({
    ...{ url, gitDir, policy, resolve, searchPath, signal },
    branch: request.branch,
    allRefs: request.history === 'all',
    limits: {
      timeoutMs: deadline - Date.now(),
      fetchTimeoutMs: limits.fetchTimeoutMs,
      maxBytes: limits.maxRepoBytes,
    },
    onProgress: ({ bytes }) => progress.count({ unit: 'received', bytes }),
  });
  if (fetched.type === 'refused' || fetched.type === 'limit') throw new CommandError(fetched.message);
  if (fetched.type === 'empty') {
    return { source: gitTree(null, null), commit: null, branch: fetched.branch };
  }
  const { sha, tips, branch } = fetched;
  const shallow = fetched.isShallow ? SHALLOW_REMOTE : null;
  const history = await planOf(request, tools, { gitDir, within: '', tips, shallow });
  return { source: gitTree(sha, history), commit: sha, branch };
}

/** The history of a repository on this machine. */
async function planOfClone(
  request: ScanRequest,
  tools: OpeningTools,
  { gitDir, within }: { gitDir: string; within: string },
  head: string | null,
): Promise<HistoryPlan | null> {
  const refs = request.history === 'all' ? await listTips(repositoryOf(tools, gitDir)) : [];
  const tips = [...new Set(head === null ? refs : [head, ...refs])];
  const isCut = request.history !== 'none' && (await isShallow(repositoryOf(tools, gitDir)));
  return planOf(request, tools, { gitDir, within, tips, shallow: isCut ? SHALLOW_CLONE : null });
}

/** @returns null if no history is wanted, or there is none */
async function planOf(
  { history }: ScanRequest,
  tools: OpeningTools,
  plan: Pick<HistoryPlan, 'gitDir' | 'within' | 'tips' | 'shallow'>,
): Promise<HistoryPlan | null> {
  if (history === 'all' && (await hasTagsBesideCommits(repositoryOf(tools, plan.gitDir)))) {
    tools.coverage.addLimit(TAGS_BESIDE_COMMITS);
  }
  if (history === 'none' || plan.tips.length === 0) return null;
  return { ...plan, bases: [], isRepeatable: false, known: [] };
}

/** How Git commands run on a repository, within the time that is left. */
function repositoryOf({ searchPath, signal, deadline }: OpeningTools, gitDir: string): Repository {
  return { gitDir, searchPath, signal, timeoutMs: Math.max(1, deadline - Date.now()) };
}
