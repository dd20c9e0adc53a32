import type { WriteStream } from 'node:tty';
import { resolveHost } from '@/git/address';
import { type ScanEnv, searchPath } from '@/server/env';
import { deriveKey } from '@/server/keys';
import { gitProblem } from '../gitProblem';
import { scanLimits } from '../scanLimits';
import type { ScanArguments } from './arguments';
import { writeJson } from './json';
import { checkOutput, writeOutput } from './outputFile';
import { createProgress, createQuietProgress } from './progress';
import { exitCodeOf, makeReport, type Report } from './report';
import { writeSarif } from './sarifReport';
import { type CommandEngines, type ScanTools, scanTarget } from './scanTarget';
import { writeShortfalls, writeSummary } from './summary';
import { writeTable } from './table';
import { CommandError, findTarget, type Target } from './target';

/** What the command gets from its process. */
export type CommandEnvironment = {
  readonly env: ScanEnv;
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
export async function runScan(args: ScanArguments, environment: CommandEnvironment): Promise<0 | 1 | 2> {
  const { env, version, stdout, stderr, engines } = environment;
  const target = findTarget(args.target);
  if (args.output !== null) checkOutput(args.output);
  if (args.branch !== null && target.kind !== 'url') {
    throw new CommandError('--branch needs a URL; of a directory, the files on disk are scanned.');
  }
  const tools = toolsFor(args, target, environment);
  const { history, branch, includeIgnored } = args;
  const scanned = await scanTarget({ target, history, branch, includeIgnored }, tools);
  const about = { version, hasStableFingerprints: env.HEIMDALL_SECRET_KEY !== undefined };
  const report = makeReport(scanned, args, about);
  const isColoured = stdout.isTTY === true && stdout.hasColors?.() === true;
  const text = write(report, args, { isColoured, engines: engines.all });
  if (args.output === null) stdout.write(text);
  else writeOutput(args.output, text);
  if (!args.quiet) stderr.write(writeSummary(report));
  stderr.write(writeShortfalls(report));
  return exitCodeOf(report, args.failOn);
}

function toolsFor(args: ScanArguments, target: Target, environment: CommandEnvironment): ScanTools {
  const { env, signal, stderr, engines } = environment;
  const needsGit = target.kind !== 'disk' || target.gitDir !== null;
  const problem = needsGit ? gitProblem(searchPath()) : undefined;
  if (problem) throw new CommandError(problem);
  const { HEIMDALL_GIT_ALLOW_PRIVATE, HEIMDALL_GIT_ALLOWED_HOSTS, HEIMDALL_SECRET_KEY } = env;
  return {
    limits: scanLimits(env),
    policy: { allowPrivate: HEIMDALL_GIT_ALLOW_PRIVATE, allowedHosts: HEIMDALL_GIT_ALLOWED_HOSTS },
    resolve: resolveHost,
    searchPath: searchPath(),
    signal,
    engines,
    processes: env.HEIMDALL_SCAN_PROCESSES,
    progress: args.quiet ? createQuietProgress(stderr) : createProgress(stderr),
    // With the server's key, findings get the fingerprints that the server gives them.
    digestKey: HEIMDALL_SECRET_KEY === undefined ? null : deriveKey(HEIMDALL_SECRET_KEY, 'findings'),
  };
}

type Style = { readonly isColoured: boolean; readonly engines: CommandEngines['all'] };

function write(report: Report, { format, output }: ScanArguments, { isColoured, engines }: Style): string {
  if (format === 'json') return writeJson(report);
  if (format === 'sarif') return writeSarif(report, engines);
  return writeTable(report, isColoured && output === null);
}
