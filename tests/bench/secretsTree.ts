import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '@/cli/programs.mjs';
import { RULES } from '@/engines/secrets/rules.generated';
import { createSecretScanner, type SecretScanner } from '@/engines/secrets/scan';

/** Larger ones are bundles and data of the same kind over and over. */
const MAX_FILE_BYTES = 1024 * 1024;
const LEAST_BYTES = 200e6;
/** The files for secretlint, in one run: for each file, its profiler searches all files before it again. */
const SAMPLE_BYTES = 2.5e6;
const ROUNDS = 3;

/** The worker's scanner, but with another key of the digests. */
export function benchScanner(): SecretScanner {
  return createSecretScanner({ rules: RULES, digest: (ruleId, secret) => `${ruleId} ${secret.length}` });
}

/** MB/s on the text files below node_modules, and on a sample of them compared with the secretlint CLI. */
export async function measureTree(): Promise<void> {
  const files = listFiles(path.join(ROOT, 'node_modules'), LEAST_BYTES);
  const scanner = benchScanner();
  let bytes = 0;
  let cpuMs = 0;
  let findings = 0;
  for (const file of files) {
    const content = readFileSync(file);
    const before = process.cpuUsage();
    const { verdict, detections } = scanner.scan(content, file);
    const { user, system } = process.cpuUsage(before);
    cpuMs += (user + system) / 1000;
    if (verdict === 'text') bytes += content.length;
    findings += detections.length;
  }
  const speed = bytes / 1e3 / cpuMs;
  console.log(
    `tree: ${files.length} files, ${megabytes(bytes)} of text, ${speed.toFixed(1)} MB for a second of CPU (aim: 35)`,
  );
  console.log(
    `      ${findings} findings in code that other people publish, ${(findings / (bytes / 1e7)).toFixed(2)} in 10 MB`,
  );
  compareWithSecretlint(files, scanner);
}

function compareWithSecretlint(files: readonly string[], scanner: SecretScanner): void {
  const sample: string[] = [];
  let bytes = 0;
  // Spread over all packages, so that no kind of file dominates the sample.
  for (let at = 0; at < files.length && bytes < SAMPLE_BYTES; at += 29) {
    const file = files[at] ?? '';
    sample.push(file);
    bytes += statSync(file).size;
  }
  const directory = mkdtempSync(path.join(tmpdir(), 'heimdall-bench-'));
  try {
    mkdirSync(path.join(directory, 'files'));
    for (const [index, file] of sample.entries()) {
      cpSync(file, path.join(directory, 'files', `${index}${path.extname(file)}`));
    }
    writeFileSync(path.join(directory, '.secretlintrc.json'), SECRETLINT_RULES);
    const ours = once(() => {
      for (const file of sample) scanner.scan(readFileSync(file), file);
    });
    const theirs = once(() => runSecretlint(directory));
    console.log(
      `      the same ${megabytes(bytes)} in ${sample.length} files: Heimdall ${seconds(ours)}, secretlint's command ${seconds(theirs)}, ratio ${(theirs / ours).toFixed(1)}`,
    );
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const SECRETLINT_RULES = JSON.stringify({ rules: [{ id: '@secretlint/secretlint-rule-preset-recommend' }] });

function runSecretlint(directory: string): void {
  const program = path.join(ROOT, 'node_modules', 'secretlint', 'bin', 'secretlint.js');
  const rc = path.join(directory, '.secretlintrc.json');
  try {
    execFileSync(process.execPath, [program, '--secretlintrc', rc, 'files/**/*'], {
      cwd: directory,
      stdio: 'ignore',
    });
  } catch (error) {
    // It exits with an error when it finds a secret, which does not matter here.
    if ((error as { status?: number }).status !== 1) throw error;
  }
}

/** Files below a directory, until there are enough bytes of them. */
function listFiles(directory: string, least: number): string[] {
  const names = readdirSync(directory, { recursive: true, withFileTypes: true });
  const files: string[] = [];
  let bytes = 0;
  for (const entry of names) {
    const name = path.join(entry.parentPath, entry.name);
    if (!entry.isFile() || NOT_TEXT.test(name)) continue;
    const { size } = statSync(name);
    if (size === 0 || size > MAX_FILE_BYTES) continue;
    files.push(name);
    bytes += size;
    if (bytes > least) break;
  }
  return files;
}

const NOT_TEXT = /\.(node|wasm|woff2?|png|jpe?g|gif|ico|gz|br|so|exe|dll)$/;

/** The shortest of several rounds, in milliseconds, as other work of the machine only makes them longer. */
export function best(run: () => void): number {
  return Math.min(...Array.from({ length: ROUNDS }, () => once(run)));
}

function once(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
