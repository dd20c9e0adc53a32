import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Detection } from '@/domain/findings/rules';
import type { Resolve } from '@/git/address';
import { GitError } from '@/git/command';
import { fetchRepository } from '@/git/fetch';
import { headCommit, listTips } from '@/git/localRepository';
import { openingProblem } from '@/git/openable';
import type { RemotePolicy } from '@/git/remoteUrl';
import { hasTagsBesideCommits } from '@/git/tags';
import { type CoverageReport, createCoverageLogFor } from '@/jobs/scan/coverage';
import { createDetectionMaker } from '@/jobs/scan/detections';
import { createEngine, type Engine } from '@/jobs/scan/engine';
import { engineVersion } from '@/jobs/scan/engineVersion';
import { NO_IGNORE_FILE } from '@/jobs/scan/ignoreFile';
import { EXPLOSIVE_HISTORY, SHALLOW_REMOTE, TAGS_BESIDE_COMMITS } from '@/jobs/scan/limitSentences';
import type { ScanLimits } from '@/jobs/scan/options';
import { RULES } from '@/scanner/secrets/registry';
import { LEFT_OUT, type LeftOut } from './leftOut';
import { type Looking, readingOf } from './looking';
import type { Progress } from './progress';
import { scanDisk } from './scanDisk';
import { SHALLOW_CLONE, scanHistory } from './scanHistory';
import { scanTree } from './scanTree';
import { CommandError, type Target } from './target';

export type ScanOrder = {
  readonly target: Target;
  /** Which history is read. */
  readonly history: 'head' | 'all' | 'none';
  /** Of a URL; null for the remote's own default. */
  readonly branch: string | null;
  readonly includeIgnored: boolean;
};

/** What scanning takes from the process that does it. */
export type ScanTools = {
  readonly limits: ScanLimits;
  readonly policy: RemotePolicy;
  readonly resolve: Resolve;
  readonly searchPath: string;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Key of the digests by which findings are known; null for a new one, with which they are known in this scan alone. */
  readonly digestKey: string | null;
  /** The engine's program, where it is not the one with Heimdall's rules. */
  readonly engineMain?: string | undefined;
};

export type Scanned = {
  readonly findings: readonly Detection[];
  readonly coverage: CoverageReport<LeftOut>;
  /** The commit whose files or history were scanned, where there is one, and its branch where that is known. */
  readonly commit: string | null;
  readonly branch: string | null;
};

/**
 * Scans a target, without server or database.
 * @throws CommandError with a sentence where it can't be scanned at all; the signal's reason when that aborts
 */
export async function scanTarget(order: ScanOrder, tools: ScanTools): Promise<Scanned> {
  const { target } = order;
  if (target.kind !== 'url') return scanIn(target.gitDir, order, tools);
  const directory = await mkdtemp(path.join(tmpdir(), 'heimdall-scan-'));
  try {
    return await scanIn(path.join(directory, 'repository.git'), order, tools);
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function scanIn(gitDir: string | null, order: ScanOrder, tools: ScanTools): Promise<Scanned> {
  const looking = prepare(gitDir, order, tools);
  try {
    const at = await scanByKind(order, tools, looking, gitDir);
    tools.progress.end();
    const { coverage, inFiles, inHistory, origins } = looking;
    const found = inFiles.map((it) => ({ ...it, history: origins.get(it.digest) ?? null }));
    const findings = [...found, ...inHistory];
    coverage.suppressed(suppressedAmong(findings));
    return { findings, coverage: coverage.report(true), ...at };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new CommandError(`Git can't read this repository. ${LOOK_WITH_GIT}`);
  } finally {
    looking.engine.stop();
  }
}

function prepare(gitDir: string | null, { history }: ScanOrder, tools: ScanTools): Looking {
  const { limits, searchPath, signal, engineMain: main } = tools;
  const key = tools.digestKey ?? randomBytes(32).toString('base64url');
  const coverage = createCoverageLogFor(history === 'all' ? 'all' : 'branch', LEFT_OUT);
  coverage.engine({ name: 'secrets', version: engineVersion(), rules: RULES.length });
  const { maxFileBytes, timeoutMs, fileMs, engineMemoryMb: memoryMb, engineStallMs: stallMs } = limits;
  const setUp = { gitDir, searchPath, digestKey: key, maxFileBytes, timeoutMs, allowList: [] };
  return {
    ...tools,
    engine: makeEngine(() => createEngine(setUp, { memoryMb, fileMs, stallMs, main }, signal)),
    makeDetection: createDetectionMaker([], key),
    coverage,
    deadline: Date.now() + timeoutMs,
    fileMs,
    ...{ inFiles: [], inHistory: [], reported: { bytes: 0 }, digests: new Set(), origins: new Map() },
  };
}

function makeEngine(make: () => Engine): Engine {
  try {
    return make();
  } catch (error) {
    throw new CommandError(`The scan can't begin. ${(error as Error).message}`);
  }
}

const LOOK_WITH_GIT = 'Look at it with git fsck.';

type At = Pick<Scanned, 'commit' | 'branch'>;

async function scanByKind(
  order: ScanOrder,
  tools: ScanTools,
  looking: Looking,
  gitDir: string | null,
): Promise<At> {
  const { target } = order;
  if (target.kind === 'disk') return scanOnDisk(order, looking, target);
  if (target.kind === 'url') return scanRemote(order, tools, looking, target.url, gitDir ?? '');
  const problem = await openingProblem(readingOf(looking, target.gitDir));
  if (problem) throw new CommandError(`Git can't read this repository (${problem}). ${LOOK_WITH_GIT}`);
  const head = await headCommit(readingOf(looking, target.gitDir));
  const tips = await tipsOf(order, looking, target.gitDir, head);
  await scanRepository(order, looking, target.gitDir, head, tips, SHALLOW_CLONE);
  return { commit: head, branch: null };
}

async function scanOnDisk(
  order: ScanOrder,
  looking: Looking,
  target: Extract<Target, { kind: 'disk' }>,
): Promise<At> {
  const { within } = target;
  if (target.isLost && order.history !== 'none') looking.coverage.cutShort(LOST);
  const gitDir = await openable(looking, target.gitDir);
  looking.progress.begin('Scanning the files');
  const ignoreFile = await scanDisk(looking, { ...target, gitDir }, order.includeIgnored);
  if (gitDir === null) return { commit: null, branch: null };
  try {
    const commit = await headCommit(readingOf(looking, gitDir));
    const tips = await tipsOf(order, looking, gitDir, commit);
    await readHistory(order, looking, { gitDir, tips, within, ignoreFile, shallow: SHALLOW_CLONE });
    return { commit, branch: null };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    looking.coverage.cutShort(
      `Git can't read this repository, so its history was not scanned. ${LOOK_WITH_GIT}`,
    );
    return { commit: null, branch: null };
  }
}

const LOST =
  'There is a .git here that is no repository, so there was no history to scan. Mend it, or leave history out with --no-history.';

/** @returns the repository where Git can be sent to it; else null, and the scan is partial */
async function openable(looking: Looking, gitDir: string | null): Promise<string | null> {
  if (gitDir === null) return null;
  const problem = await openingProblem(readingOf(looking, gitDir));
  if (problem === undefined) return gitDir;
  looking.coverage.cutShort(
    `Git can't read this repository (${problem}), so its history was not scanned. ${LOOK_WITH_GIT}`,
  );
  return null;
}

async function scanRemote(
  order: ScanOrder,
  { policy, resolve, limits }: ScanTools,
  looking: Looking,
  url: string,
  gitDir: string,
): Promise<At> {
  const { searchPath, signal, progress, deadline } = looking;
  progress.begin('Fetching the repository');
  const fetched = await fetchRepository({
    ...{ url, gitDir, policy, resolve, searchPath, signal },
    branch: order.branch,
    allRefs: order.history === 'all',
    limits: {
      timeoutMs: deadline - Date.now(),
      fetchTimeoutMs: limits.fetchTimeoutMs,
      maxBytes: limits.maxRepoBytes,
    },
    onProgress: (bytes) => progress.count({ unit: 'received', bytes }),
  });
  if (fetched.type === 'refused' || fetched.type === 'limit') throw new CommandError(fetched.sentence);
  if (fetched.type === 'empty') return { commit: null, branch: fetched.branch };
  const { sha, tips, branch } = fetched;
  await scanRepository(order, looking, gitDir, sha, tips, SHALLOW_REMOTE);
  return { commit: sha, branch };
}

const NO_TREE = { ignoreFile: NO_IGNORE_FILE, isExplosive: false };

/** A repository without a work tree: the files are those of a commit. */
async function scanRepository(
  order: ScanOrder,
  looking: Looking,
  gitDir: string,
  sha: string | null,
  tips: readonly string[],
  shallow: string,
): Promise<void> {
  looking.progress.begin('Scanning the files');
  const { ignoreFile, isExplosive } = sha === null ? NO_TREE : await scanTree(looking, sha);
  if (isExplosive && order.history !== 'none') looking.coverage.cutShort(EXPLOSIVE_HISTORY);
  else await readHistory(order, looking, { gitDir, tips, within: '', ignoreFile, shallow });
}

async function tipsOf(
  { history }: ScanOrder,
  looking: Looking,
  gitDir: string,
  head: string | null,
): Promise<string[]> {
  const refs = history === 'all' ? await listTips(readingOf(looking, gitDir)) : [];
  return [...new Set(head === null ? refs : [head, ...refs])];
}

async function readHistory(
  { history }: ScanOrder,
  looking: Looking,
  order: Parameters<typeof scanHistory>[1],
): Promise<void> {
  if (history === 'all' && (await hasTagsBesideCommits(readingOf(looking, order.gitDir)))) {
    looking.coverage.cutShort(TAGS_BESIDE_COMMITS);
  }
  if (history === 'none' || order.tips.length === 0) return;
  looking.progress.begin('Scanning the history');
  await scanHistory(looking, order);
}

const EXAMPLES = 5;

function suppressedAmong(findings: readonly Detection[]): CoverageReport<LeftOut>['suppressed'] {
  const allowed = findings.filter(({ suppressed }) => suppressed !== null);
  if (allowed.length === 0) return [];
  const examples = allowed.slice(0, EXAMPLES).map(({ filePath, lineStart }) => `${filePath}:${lineStart}`);
  return [{ by: 'comment', findings: allowed.length, examples }];
}
