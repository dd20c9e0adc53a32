import path from 'node:path';
import { readDiskFile } from '@/scan/sources/diskRead';
import type { DiskContent } from '@/scan/pool/messages';
import { EngineFault } from '@/scan/pool/watch';
import { IGNORE_FILE, type IgnoreFile, NO_IGNORE_FILE } from '@/scan/ignoreFile';
import { TREE_TIME, tooManyFiles } from '@/scan/limitMessages';
import { matchIgnored } from '@/scan/matchIgnored';
import type { NoResult } from '@/scan/pool/scanContents';
import { scanFiles } from '@/scan/pool/scanFiles';
import { IGNORE_LIMITS } from '@/scan/ignore/ignoreFile';
import { type DiskFile, type Walk, walkFiles } from '@/scan/sources/diskFiles';
import { ignoredByGit } from '@/scan/sources/gitIgnored';
import { isFull, makeYields, recordFile, type ScanContext } from './scanContext';
import type { CommandSkipReason } from './skipReasons';
import type { Target } from './target';

export type DiskTarget = Extract<Target, { kind: 'disk' }>;

/**
 * Scans the files on disk.
 * @param includeIgnored whether files that Git ignores are scanned as well
 * @returns the content of the ignore file at the root
 */
export async function scanDisk(
  context: ScanContext,
  target: DiskTarget,
  includeIgnored: boolean,
): Promise<IgnoreFile> {
  const { root, within } = target;
  const ignoreFile = readIgnoreFile(root);
  if (within !== '' && !within.endsWith('/')) {
    const file = { path: within, rawPath: Buffer.from(path.join(root, within)) };
    await scanAll(context, [{ file }], ignoreFile);
    return ignoreFile;
  }
  const gitIgnored = includeIgnored ? new Set<string>() : await ignoredByGit(context, target);
  const directory = { path: within, rawPath: Buffer.from(path.join(root, within)) };
  await scanAll(context, findFiles(directory, gitIgnored), ignoreFile);
  return ignoreFile;
}

function readIgnoreFile(root: string): IgnoreFile {
  const read = readDiskFile(Buffer.from(path.join(root, IGNORE_FILE)), IGNORE_LIMITS.fileBytes);
  if (read.kind === 'head') return undefined;
  return read.kind === 'whole' ? read.content : NO_IGNORE_FILE;
}

/** A step of the walk, in its order: a file to scan, or a path that is skipped unread. */
type Found = { readonly file: DiskFile } | { readonly skipped: CommandSkipReason; readonly path: string };

function* findFiles(directory: DiskFile, gitIgnored: ReadonlySet<string>): Generator<Found, void, undefined> {
  const skips: Found[] = [];
  const walk: Walk = {
    skipped: (skipped, path) => skips.push({ skipped, path }),
    skipReasonOf: (path) => (gitIgnored.has(path) ? 'git_ignored' : undefined),
  };
  for (const file of walkFiles(directory, walk)) {
    yield* skips.splice(0);
    yield { file };
  }
  yield* skips;
}

/** How many files are scanned together. */
const BATCH_FILES = 500;

async function scanAll(context: ScanContext, found: Iterable<Found>, ignoreFile: IgnoreFile): Promise<void> {
  const { limits, coverage, signal } = context;
  const turn = makeYields(signal);
  const batch: Found[] = [];
  const seen = { files: 0, bytes: 0 };
  const scanSome = async () => {
    const wanted = await withoutIgnored(context, batch.splice(0), ignoreFile);
    const room = limits.maxFiles - seen.files;
    const within = upTo(room, wanted);
    await scanBatch(context, within, seen);
    if (isFull(context)) return false;
    if (within.length === wanted.length) return true;
    coverage.addLimit(tooManyFiles(limits.maxFiles));
    return false;
  };
  for (const next of found) {
    await turn();
    batch.push(next);
    if (batch.length >= BATCH_FILES && !(await scanSome())) return;
    if (Date.now() > context.deadline) {
      coverage.addLimit(TREE_TIME);
      break;
    }
  }
  await scanSome();
}

/** The longest beginning of `found` that has at most so many files. */
function upTo(files: number, found: readonly Found[]): readonly Found[] {
  let room = files;
  const end = found.findIndex((next) => 'file' in next && room-- <= 0);
  return end < 0 ? found : found.slice(0, end);
}

/** Marks the files that the ignore file names as skipped. If the engine fails at that, none is. */
async function withoutIgnored(
  { engine, coverage }: ScanContext,
  found: readonly Found[],
  ignoreFile: IgnoreFile,
): Promise<readonly Found[]> {
  const paths = found.flatMap((next) => ('file' in next ? [next.file.path] : []));
  try {
    const { ignored, shortfalls } = await matchIgnored(engine, ignoreFile, paths);
    for (const message of shortfalls) coverage.addLimit(message);
    return found.map((next) =>
      'file' in next && ignored.has(next.file.path) ? { skipped: 'ignored', path: next.file.path } : next,
    );
  } catch (error) {
    if (!(error instanceof EngineFault)) throw error;
    coverage.addLimit(error.message);
    return found;
  }
}

async function scanBatch(
  context: ScanContext,
  batch: readonly Found[],
  seen: { files: number; bytes: number },
): Promise<void> {
  const files = batch.flatMap((found) => ('file' in found ? [found.file] : []));
  const results = new Map<DiskFile, DiskContent | NoResult>();
  for await (const [file, result] of scanFiles(context, files)) {
    results.set(file, result);
    seen.files++;
    seen.bytes += 'size' in result ? result.size : 0;
    context.progress.count({ unit: 'files', done: seen.files, bytes: seen.bytes });
  }
  // In the order of the walk, even if the engine failed in between.
  for (const found of batch) {
    if ('skipped' in found) context.coverage.skipped(found.skipped, found.path, 0);
    else recordResult(context, found.file, results.get(found.file) ?? { skipped: 'missing' });
  }
}

function recordResult(
  context: ScanContext,
  { path }: DiskFile,
  result: DiskContent | { skipped: CommandSkipReason },
): void {
  if ('outcome' in result) recordFile(context, path, result.size, result.outcome);
  else recordFile(context, path, 0, result);
}
