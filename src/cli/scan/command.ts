import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { WriteStream } from 'node:tty';
import type { Inventory } from '@/engines/dependencies/package';
import type { Engine } from '@/engines/engine';
import { engineVersion } from '@/engines/version';
import { type Resolve, resolveHost } from '@/git/address';
import { GitError } from '@/git/command';
import { gitProblem } from '@/git/gitProblem';
import type { RemotePolicy } from '@/git/remoteUrl';
import { type Coverage, createCoverageLog } from '@/scan/coverage';
import type { ScanLimits } from '@/scan/limits';
import type { Located } from '@/scan/located';
import type { Advisories } from '@/scan/packages';
import { createEnginePool, createScanEngines, type EnginePool } from '@/scan/pool/pool';
import { runScan } from '@/scan/runScan';
import { openAdvisories } from './advisories';
import type { ScanArguments } from './arguments';
import { writeJson, writeSarif, writeSbom } from './documents';
import { CHECK_WITH_GIT, openSource } from './openSource';
import { checkOutput, writeOutput } from './outputFile';
import { createProgress, createQuietProgress, type Progress } from './progress';
import { createReportSink, exitCodeOf, makeReport, type Report } from './report';
import { CommandError, findTarget, type Target } from './target';
import { writeShortfalls, writeSummary, writeTable } from './text';

/** What the command gets from its process. */
type CommandEnvironment = {
  readonly settings: ScanSettings;
  readonly version: string;
  readonly signal: AbortSignal;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly engines: CommandEngines;
};

type Output = Pick<WriteStream, 'write'> & Partial<Pick<WriteStream, 'isTTY' | 'hasColors'>>;

/**
 * Scans the target and writes the report.
 * @returns the exit code
 * @throws CommandError if it can't be done; the signal's reason when it aborts
 */
export async function scanCommand(args: ScanArguments, environment: CommandEnvironment): Promise<0 | 1 | 2> {
  const { settings, version, stdout, stderr, engines } = environment;
  const target = findTarget(args.target);
  if (args.output !== null) checkOutput(args.output);
  if (args.branch !== null && target.kind !== 'url') {
    throw new CommandError('--branch needs a URL; of a directory, the files on disk are scanned.');
  }
  const advisories = openAdvisories(args.advisories, environment.signal);
  const tools = { ...toolsFor(args, target, environment), advisories };
  const { history, branch, includeIgnored } = args;
  const scanned = await scanTarget({ target, history, branch, includeIgnored }, tools);
  const about = { version, hasStableFingerprints: settings.digestKey !== null };
  const report = makeReport(scanned, args, about);
  const isColoured = stdout.isTTY === true && stdout.hasColors?.() === true;
  const text = write(report, args, { isColoured, engines: engines.all });
  if (args.output === null) stdout.write(text);
  else writeOutput(args.output, text);
  if (!args.quiet) stderr.write(writeSummary(report));
  stderr.write(writeShortfalls(report));
  return exitCodeOf(report, args.failOn);
}

function toolsFor(
  args: ScanArguments,
  target: Target,
  environment: CommandEnvironment,
): Omit<ScanTools, 'advisories'> {
  const { settings, signal, stderr, engines } = environment;
  const needsGit = target.kind !== 'disk' || target.gitDir !== null;
  const problem = needsGit ? gitProblem(settings.searchPath) : undefined;
  if (problem) throw new CommandError(problem);
  const progress = args.quiet ? createQuietProgress(stderr) : createProgress(stderr);
  return { ...settings, resolve: resolveHost, signal, engines, progress };
}

type Style = { readonly isColoured: boolean; readonly engines: CommandEngines['all'] };

function write(report: Report, { format, output }: ScanArguments, { isColoured, engines }: Style): string {
  if (format === 'json') return writeJson(report);
  if (format === 'sarif') return writeSarif(report, engines);
  if (format === 'cyclonedx' || format === 'spdx') return writeSbom(report, format);
  return writeTable(report, isColoured && output === null);
}

export type ScanRequest = {
  readonly target: Target;
  /** Which history is scanned. */
  readonly history: 'head' | 'all' | 'none';
  /** For a URL; null for the remote's default branch. */
  readonly branch: string | null;
  readonly includeIgnored: boolean;
};

/** What analyzes the files. */
export type CommandEngines = {
  readonly all: readonly Engine[];
  /** The program of the processes that run them; undefined for Heimdall's own. */
  readonly main?: string | undefined;
};

/** What the environment sets for a scan. */
export type ScanSettings = {
  readonly limits: ScanLimits;
  readonly policy: RemotePolicy;
  readonly searchPath: string;
  /** How many engine processes scan at once. */
  readonly processes: number;
  /** The key of the digests that identify findings; null for a random one, which lasts for this scan only. */
  readonly digestKey: string | null;
};

/** What a scan gets from its process. */
export type ScanTools = ScanSettings & {
  readonly resolve: Resolve;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  readonly engines: CommandEngines;
  readonly advisories: Advisories;
};

export type Scanned = {
  readonly findings: readonly Located[];
  readonly coverage: Coverage;
  readonly packages: Inventory['packages'];
  /** The scanned commit, if there is one, and its branch if it is known. */
  readonly commit: string | null;
  readonly branch: string | null;
};

/**
 * Scans a target without a server or a database.
 * @throws CommandError with a message if it can't be scanned at all; the signal's reason when it aborts
 */
async function scanTarget(request: ScanRequest, tools: ScanTools): Promise<Scanned> {
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
  const { limits, searchPath, signal, progress } = tools;
  const { maxFileBytes, timeoutMs, fileMs, engineStallMs: stallMs } = limits;
  const digestKey = tools.digestKey ?? randomBytes(32).toString('base64url');
  const coverage = createCoverageLog(request.history === 'all' ? 'all' : 'branch');
  for (const { id, rules } of tools.engines.all) {
    coverage.engine({ name: id, version: engineVersion(), rules: rules.length });
  }
  const deadline = Date.now() + timeoutMs;
  const setUp = { gitDir, searchPath, digestKey, maxFileBytes, timeoutMs, allowList: [] };
  const processes = tools.processes;
  const engines = createScanEngines(setUp, { pool: enginePool(tools), fileMs, stallMs, processes }, signal);
  try {
    const { source, commit, branch } = await openSource(request, { ...tools, coverage, deadline }, gitDir);
    const sink = createReportSink(progress, source.history !== null);
    const about = { advisories: tools.advisories, now: new Date() };
    const common = { ...about, sink, engines, coverage, digestKey, limits, searchPath, deadline, signal };
    await runScan({ source, ...common, analyses: tools.engines.all, cache: null, allowList: [] });
    return { ...sink.scanned(), commit, branch };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new CommandError(`Git can't read this repository. ${CHECK_WITH_GIT}`);
  } finally {
    engines.stop();
  }
}

/** Where no engine can be started, nothing can be scanned. */
function enginePool({ limits, searchPath, processes, engines }: ScanTools): EnginePool {
  const { main } = engines;
  const pool = createEnginePool({ memoryMb: limits.engineMemoryMb, searchPath, main, processes });
  const take = () => {
    try {
      return pool.take();
    } catch (error) {
      throw new CommandError(`The scan can't begin. ${(error as Error).message}`);
    }
  };
  return { ...pool, take };
}
