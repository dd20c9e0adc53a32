import { readFileSync } from 'node:fs';
import path from 'node:path';
import { EnvError, readScanEnv, readToken, type ScanEnv, searchPath } from '@/server/env';
import { deriveKey } from '@/server/keys';
import { IMPORT_HELP, type ImportArguments } from './import/arguments';
import { HELP, readArguments, SCAN_HELP, type ScanArguments } from './scan/arguments';
import type { CommandEngines, ScanSettings } from './scan/command';
import { CommandError } from './scan/target';
import { scanLimits } from './scanLimits';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** The command failed, or was done only in part. */
const INCOMPLETE = 2;

/**
 * Runs a command line and sets the exit code of this process.
 * @param engines that scan, if they are not those of the registry
 */
export async function runHeimdall(args: readonly string[], engines?: CommandEngines): Promise<void> {
  try {
    const command = readArguments(args);
    if (command.name === 'help') process.stdout.write(HELP_OF[command.of]);
    else if (command.name === 'version') process.stdout.write(`${readVersion()}\n`);
    else if (command.name === 'scan') await scanUntilInterrupted(command.arguments, engines);
    else await importUntilInterrupted(command.arguments);
  } catch (error) {
    if (!(error instanceof CommandError || error instanceof EnvError)) throw error;
    process.stderr.write(`heimdall: ${error.message}\n`);
    process.exitCode = INCOMPLETE;
  }
}

const HELP_OF = { heimdall: HELP, scan: SCAN_HELP, import: IMPORT_HELP };

/** The reason of an abort: this process received a signal. */
class Interrupted extends Error {
  readonly signal: NodeJS.Signals;

  constructor(signal: NodeJS.Signals) {
    super(`interrupted by ${signal}`);
    this.signal = signal;
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

async function scanUntilInterrupted(args: ScanArguments, engines?: CommandEngines): Promise<void> {
  // They load hundreds of rules, which help and version do not need.
  const { scanCommand } = await import('./scan/command');
  const { ENGINES } = await import('@/engines/registry');
  await untilInterrupted('nothing is reported', (signal) =>
    scanCommand(args, {
      settings: settingsFrom(readScanEnv()),
      version: readVersion(),
      signal,
      stdout: process.stdout,
      stderr: process.stderr,
      engines: engines ?? { all: ENGINES },
    }),
  );
}

/** The settings of a scan. */
function settingsFrom(env: ScanEnv): ScanSettings {
  const { HEIMDALL_GIT_ALLOW_PRIVATE, HEIMDALL_GIT_ALLOWED_HOSTS, HEIMDALL_SECRET_KEY } = env;
  return {
    limits: scanLimits(env),
    policy: { allowPrivate: HEIMDALL_GIT_ALLOW_PRIVATE, allowedHosts: HEIMDALL_GIT_ALLOWED_HOSTS },
    searchPath: searchPath(),
    processes: env.HEIMDALL_SCAN_PROCESSES,
    // With the server's key, findings get the fingerprints that the server gives them.
    digestKey: HEIMDALL_SECRET_KEY === undefined ? null : deriveKey(HEIMDALL_SECRET_KEY, 'findings'),
  };
}

async function importUntilInterrupted(args: ImportArguments): Promise<void> {
  const { runImport } = await import('./import/runImport');
  const { stdin, stdout, stderr } = process;
  await untilInterrupted('what the server has it imports', (signal) =>
    runImport(args, { token: readToken(), signal, stdin, stdout, stderr }),
  );
}

/**
 * Runs a command, and sets the exit code. On a signal it cleans up, and this process ends as that signal would.
 * A second signal ends it at once.
 * @param result of an interrupted command, in words
 */
async function untilInterrupted(
  result: string,
  run: (signal: AbortSignal) => Promise<number>,
): Promise<void> {
  const stopping = new AbortController();
  const stop = (signal: NodeJS.Signals) => {
    for (const name of SIGNALS) process.off(name, stop);
    stopping.abort(new Interrupted(signal));
  };
  for (const name of SIGNALS) process.on(name, stop);
  // The reader of a pipe may close it early, as `head` does. The rest of the report is then dropped.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  try {
    process.exitCode = await run(stopping.signal);
  } catch (error) {
    const { reason } = stopping.signal;
    if (!(reason instanceof Interrupted)) throw error;
    process.stderr.write(`heimdall: interrupted; ${result}.\n`);
    process.kill(process.pid, reason.signal);
  } finally {
    for (const name of SIGNALS) process.off(name, stop);
  }
}

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}
