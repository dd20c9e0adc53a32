import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Detection } from '@/domain/findings/rules';
import { ENGINES } from '@/engines/registry';
import { engineVersion } from '@/engines/version';
import type { Resolve } from '@/git/address';
import { GitError } from '@/git/command';
import { fetchRepository } from '@/git/fetch';
import { headCommit, listTips } from '@/git/localRepository';
import { openingProblem } from '@/git/openable';
import type { RemotePolicy } from '@/git/remoteUrl';
import { hasTagsBesideCommits } from '@/git/tags';
import { type CoverageReport, createCoverageLogFor } from '@/scan/coverage';
import { createDetectionMaker } from '@/scan/detections';
import { createEngine } from '@/scan/pool/engine';
import { createEnginePool, type EnginePool } from '@/scan/pool/pool';
import { NO_IGNORE_FILE } from '@/scan/ignoreFile';
import { EXPLOSIVE_HISTORY, SHALLOW_REMOTE, TAGS_BESIDE_COMMITS } from '@/scan/limitMessages';
import type { ScanLimits } from '@/jobs/scanOptions';
import type { Progress } from './progress';
import { repositoryOf, type ScanContext } from './scanContext';
import { scanDisk } from './scanDisk';
import { SHALLOW_CLONE, scanHistory } from './scanHistory';
import { scanTree } from './scanTree';
import { type CommandSkipReason, SKIP_EFFECTS } from './skipReasons';
import { CommandError, type Target } from './target';

export type ScanRequest = {
  readonly target: Target;
  /** Which history is scanned. */
  readonly history: 'head' | 'all' | 'none';
  /** For a URL; null for the remote's default branch. */
  readonly branch: string | null;
  readonly includeIgnored: boolean;
};

/** What a scan gets from its process. */
export type ScanTools = {
  readonly limits: ScanLimits;
  readonly policy: RemotePolicy;
  readonly resolve: Resolve;
  readonly searchPath: string;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** The key of the digests that identify findings; null for a random one, which lasts for this scan only. */
  readonly digestKey: string | null;
  /** The engine's program, if it is not the one with Heimdall's rules. */
  readonly engineMain?: string | undefined;
};

export type Scanned = {
  readonly findings: readonly Detection[];
  readonly coverage: CoverageReport<CommandSkipReason>;
  /** The scanned commit, if there is one, and its branch if it is known. */
  readonly commit: string | null;
  readonly branch: string | null;
};

/**
 * Scans a target without a server or a database.
 * @throws CommandError with a message if it can't be scanned at all; the signal's reason when it aborts
 */
export async function scanTarget(request: ScanRequest, tools: ScanTools): Promise<Scanned> {
  const { target } = request;
  if (target.kind !== 'url') return scanIn(target.gitDir, request, tools);
  const directory = await mkdtemp(path.join(tmpdir(), 'heimdall-scan-'));
  try {
    return await scanIn(path.join(directory, 'repository.git'), request, tools);
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function scanIn(gitDir: string | null, request: ScanRequest, tools: ScanTools): Promise<Scanned> {
  const context = prepare(gitDir, request, tools);
  try {
    const at = await scanByKind(request, tools, context, gitDir);
    tools.progress.end();
    const { coverage, inFiles, inHistory, origins } = context;
    const found = inFiles.map((it) => ({ ...it, history: origins.get(it.digest) ?? null }));
    const findings = [...found, ...inHistory];
    coverage.suppressed(suppressedAmong(findings));
    return { findings, coverage: coverage.report(true), ...at };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new CommandError(`Git can't read this repository. ${CHECK_WITH_GIT}`);
  } finally {
    context.engine.stop();
  }
}

function prepare(gitDir: string | null, { history }: ScanRequest, tools: ScanTools): ScanContext {
  const { limits, searchPath, signal } = tools;
  const key = tools.digestKey ?? randomBytes(32).toString('base64url');
  const coverage = createCoverageLogFor(history === 'all' ? 'all' : 'branch', SKIP_EFFECTS);
  for (const { id, rules } of ENGINES) {
    coverage.engine({ name: id, version: engineVersion(), rules: rules.length });
  }
  const { maxFileBytes, timeoutMs, fileMs, engineStallMs: stallMs } = limits;
  const setUp = { gitDir, searchPath, digestKey: key, maxFileBytes, timeoutMs, allowList: [] };
  return {
    ...tools,
    engine: createEngine(setUp, { pool: enginePool(tools), fileMs, stallMs }, signal),
    makeDetection: createDetectionMaker([], key),
    coverage,
    deadline: Date.now() + timeoutMs,
    fileMs,
    ...{ inFiles: [], inHistory: [], reported: { bytes: 0 }, digests: new Set(), origins: new Map() },
  };
}

/** A command scans once, so it keeps no idle process. */
function enginePool({ limits, searchPath, engineMain: main }: ScanTools): EnginePool {
  const pool = createEnginePool({ memoryMb: limits.engineMemoryMb, searchPath, main }, 0);
  const take = () => {
    try {
      return pool.take();
    } catch (error) {
      throw new CommandError(`The scan can't begin. ${(error as Error).message}`);
    }
  };
  return { ...pool, take };
}

const CHECK_WITH_GIT = 'Check it with git fsck.';

type At = Pick<Scanned, 'commit' | 'branch'>;

async function scanByKind(
  request: ScanRequest,
  tools: ScanTools,
  context: ScanContext,
  gitDir: string | null,
): Promise<At> {
  const { target } = request;
  if (target.kind === 'disk') return scanOnDisk(request, context, target);
  if (target.kind === 'url') return scanRemote(request, tools, context, target.url, gitDir ?? '');
  const problem = await openingProblem(repositoryOf(context, target.gitDir));
  if (problem) throw new CommandError(`Git can't read this repository (${problem}). ${CHECK_WITH_GIT}`);
  const head = await headCommit(repositoryOf(context, target.gitDir));
  const tips = await tipsOf(request, context, target.gitDir, head);
  await scanRepository(request, context, target.gitDir, head, tips, SHALLOW_CLONE);
  return { commit: head, branch: null };
}

async function scanOnDisk(
  request: ScanRequest,
  context: ScanContext,
  target: Extract<Target, { kind: 'disk' }>,
): Promise<At> {
  const { within } = target;
  if (target.isLost && request.history !== 'none') context.coverage.addLimit(LOST);
  const gitDir = await openable(context, target.gitDir);
  context.progress.begin('Scanning the files');
  const ignoreFile = await scanDisk(context, { ...target, gitDir }, request.includeIgnored);
  if (gitDir === null) return { commit: null, branch: null };
  try {
    const commit = await headCommit(repositoryOf(context, gitDir));
    const tips = await tipsOf(request, context, gitDir, commit);
    await readHistory(request, context, { gitDir, tips, within, ignoreFile, shallow: SHALLOW_CLONE });
    return { commit, branch: null };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    context.coverage.addLimit(
      `Git can't read this repository, so its history was not scanned. ${CHECK_WITH_GIT}`,
    );
    return { commit: null, branch: null };
  }
}

const LOST =
  'There is a .git here that is no repository, so there was no history to scan. Repair it, or skip the history with --no-history.';

/** @returns the repository if Git can open it; else null, and the scan is partial */
async function openable(context: ScanContext, gitDir: string | null): Promise<string | null> {
  if (gitDir === null) return null;
  const problem = await openingProblem(repositoryOf(context, gitDir));
  if (problem === undefined) return gitDir;
  context.coverage.addLimit(
    `Git can't read this repository (${problem}), so its history was not scanned. ${CHECK_WITH_GIT}`,
  );
  return null;
}

async function scanRemote(
  request: ScanRequest,
  { policy, resolve, limits }: ScanTools,
  context: ScanContext,
  url: string,
  gitDir: string,
): Promise<At> {
  const { searchPath, signal, progress, deadline } = context;
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
    onProgress: (bytes) => progress.count({ unit: 'received', bytes }),
  });
  if (fetched.type === 'refused' || fetched.type === 'limit') throw new CommandError(fetched.message);
  if (fetched.type === 'empty') return { commit: null, branch: fetched.branch };
  const { sha, tips, branch } = fetched;
  await scanRepository(request, context, gitDir, sha, tips, SHALLOW_REMOTE);
  return { commit: sha, branch };
}

const NO_TREE = { ignoreFile: NO_IGNORE_FILE, isExplosive: false };

/** Scans the files of a commit, for a repository without a work tree. */
async function scanRepository(
  request: ScanRequest,
  context: ScanContext,
  gitDir: string,
  sha: string | null,
  tips: readonly string[],
  shallow: string,
): Promise<void> {
  context.progress.begin('Scanning the files');
  const { ignoreFile, isExplosive } = sha === null ? NO_TREE : await scanTree(context, sha);
  if (isExplosive && request.history !== 'none') context.coverage.addLimit(EXPLOSIVE_HISTORY);
  else await readHistory(request, context, { gitDir, tips, within: '', ignoreFile, shallow });
}

async function tipsOf(
  { history }: ScanRequest,
  context: ScanContext,
  gitDir: string,
  head: string | null,
): Promise<string[]> {
  const refs = history === 'all' ? await listTips(repositoryOf(context, gitDir)) : [];
  return [...new Set(head === null ? refs : [head, ...refs])];
}

async function readHistory(
  { history }: ScanRequest,
  context: ScanContext,
  request: Parameters<typeof scanHistory>[1],
): Promise<void> {
  if (history === 'all' && (await hasTagsBesideCommits(repositoryOf(context, request.gitDir)))) {
    context.coverage.addLimit(TAGS_BESIDE_COMMITS);
  }
  if (history === 'none' || request.tips.length === 0) return;
  context.progress.begin('Scanning the history');
  await scanHistory(context, request);
}

const EXAMPLES = 5;

function suppressedAmong(findings: readonly Detection[]): CoverageReport<CommandSkipReason>['suppressed'] {
  const allowed = findings.filter(({ suppressed }) => suppressed !== null);
  if (allowed.length === 0) return [];
  const examples = allowed.slice(0, EXAMPLES).map(({ filePath, lineStart }) => `${filePath}:${lineStart}`);
  return [{ by: 'comment', findings: allowed.length, examples }];
}
