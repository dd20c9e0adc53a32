import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { zipOf } from '@tests/support/zips';
import { ROOT } from '@/cli/programs.mjs';
import type { LockFile } from './lockFiles';

const ROUNDS = 3;
/** The folder that osv-scanner keeps its archives in, below the directory of its variable. */
const ARCHIVES = 'osv-scalibr';

/** Writes an archive for each ecosystem, as osv-scanner keeps them. @returns the directory */
export function writeAdvisories(
  directory: string,
  advisories: ReadonlyMap<string, readonly Record<string, unknown>[]>,
): string {
  for (const [ecosystem, all] of advisories) {
    const folder = path.join(directory, ARCHIVES, ecosystem);
    mkdirSync(folder, { recursive: true });
    const entries = all.map((one) => ({ name: `${one.id}.json`, content: JSON.stringify(one) }));
    writeFileSync(path.join(folder, 'all.zip'), zipOf(entries));
  }
  return directory;
}

export function writeFiles(directory: string, files: readonly LockFile[]): void {
  for (const { path: file, text } of files) {
    const name = path.join(directory, file);
    mkdirSync(path.dirname(name), { recursive: true });
    writeFileSync(name, text);
  }
}

/**
 * Runs both commands in turn on the same files and advisories.
 * @param advisories a directory as writeAdvisories makes it
 * @returns osv-scanner's seconds of CPU for one of Heimdall's; undefined where it is not there
 */
export function compareCommands(files: string, advisories: string): number | undefined {
  if (spawnSync('osv-scanner', ['--version']).status !== 0) {
    console.log('osv-scanner is not on the PATH: not compared');
    return undefined;
  }
  const heimdall = path.join(ROOT, 'src', 'cli', 'heimdall.mjs');
  const ours = [process.execPath, heimdall, 'scan', files, '--advisories', advisories, '--no-history'];
  const theirs = [
    'osv-scanner',
    'scan',
    'source',
    '--offline',
    '--no-ignore',
    '--format',
    'json',
    '-r',
    files,
  ];
  const seconds = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    seconds.ours.push(cpuSeconds([...ours, '--format', 'json', '--quiet'], {}));
    seconds.theirs.push(cpuSeconds(theirs, { OSV_SCALIBR_LOCAL_DB_CACHE_DIRECTORY: advisories }));
  }
  const [best, other] = [Math.min(...seconds.ours), Math.min(...seconds.theirs)];
  console.log(
    `beside osv-scanner: heimdall scan, which also looks for secrets, ${best.toFixed(2)} s of CPU; osv-scanner ${other.toFixed(2)} s`,
  );
  return other / best;
}

/** The CPU of a command and its children. Both commands end with 1 where they find something. */
function cpuSeconds(command: readonly string[], env: Record<string, string>): number {
  // `times` of the shell prints its own times, then those of its children, as "0m1.50s 0m0.20s".
  const script = '"$@" > /dev/null 2>&1; code=$?; times; exit $code';
  const { status, stdout } = spawnSync('sh', ['-c', script, 'sh', ...command], {
    ...{ env: { ...process.env, ...env }, encoding: 'utf8', maxBuffer: 2 ** 20 },
  });
  if (status !== 0 && status !== 1) throw new Error(`${command[0]} ended with ${status}`);
  const [, children = ''] = stdout.trim().split('\n');
  return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, rest]) => sum + 60 * Number(minutes) + Number(rest),
    0,
  );
}
