import path from 'node:path';
import { readDiskFile } from '@/jobs/scan/diskRead';
import { scanFiles } from '@/jobs/scan/diskScan';
import type { DiskContent } from '@/jobs/scan/engineMessages';
import { IGNORE_FILE, ignoring } from '@/jobs/scan/ignoreFile';
import { TREE_TIME, tooManyFiles } from '@/jobs/scan/limitSentences';
import type { NoResult } from '@/jobs/scan/lookThrough';
import { type DiskFile, type Walk, walkFiles } from './diskFiles';
import { ignoredByGit } from './gitIgnored';
import type { LeftOut } from './leftOut';
import { type Looking, makeTurns, takeFile } from './looking';
import type { Target } from './target';

export type DiskTarget = Extract<Target, { kind: 'disk' }>;

/** An ignore file is a few lines; what is larger is none. */
const MAX_IGNORE_BYTES = 1024 * 1024;

/**
 * Scans files as they lie on disk.
 * @param includeIgnored whether what Git ignores is scanned as well
 * @returns what the ignore file at the root holds
 */
export async function scanDisk(
  looking: Looking,
  target: DiskTarget,
  includeIgnored: boolean,
): Promise<string> {
  const { root, within } = target;
  const ignoreFile = readIgnoreFile(root);
  if (within !== '' && !within.endsWith('/')) {
    const file = { path: within, place: Buffer.from(path.join(root, within)) };
    const isIgnored = ignoring(ignoreFile)(within);
    await scanAll(looking, [isIgnored ? { skipped: 'ignored', path: within } : { file }]);
    return ignoreFile;
  }
  const gitIgnored = includeIgnored ? new Set<string>() : await ignoredByGit(looking, target);
  const directory = { path: within, place: Buffer.from(path.join(root, within)) };
  await scanAll(looking, findFiles(directory, ignoring(ignoreFile), gitIgnored));
  return ignoreFile;
}

function readIgnoreFile(root: string): string {
  const read = readDiskFile(Buffer.from(path.join(root, IGNORE_FILE)), MAX_IGNORE_BYTES);
  return read.kind === 'whole' ? read.content.toString('utf8') : '';
}

/** What the walk comes upon, in its order: files to scan, and what is skipped without being read. */
type Found = { readonly file: DiskFile } | { readonly skipped: LeftOut; readonly path: string };

function* findFiles(
  directory: DiskFile,
  isIgnored: (path: string) => boolean,
  gitIgnored: ReadonlySet<string>,
): Generator<Found, void, undefined> {
  const skips: Found[] = [];
  const walk: Walk = {
    skipped: (skipped, path) => skips.push({ skipped, path }),
    leaveOut: (place) => {
      if (gitIgnored.has(place)) return 'git_ignored';
      return !place.endsWith('/') && isIgnored(place) ? 'ignored' : undefined;
    },
  };
  for (const file of walkFiles(directory, walk)) {
    yield* skips.splice(0);
    yield { file };
  }
  yield* skips;
}

/** How many files are scanned together. */
const BATCH_FILES = 500;

async function scanAll(looking: Looking, found: Iterable<Found>): Promise<void> {
  const { limits, coverage, signal } = looking;
  const turn = makeTurns(signal);
  const batch: Found[] = [];
  const seen = { files: 0, bytes: 0 };
  let count = 0;
  for (const next of found) {
    await turn();
    if ('file' in next && count++ >= limits.maxFiles) {
      coverage.cutShort(tooManyFiles(limits.maxFiles));
      break;
    }
    batch.push(next);
    if (count % BATCH_FILES === 0 && 'file' in next) await scanBatch(looking, batch.splice(0), seen);
    if (Date.now() > looking.deadline) {
      coverage.cutShort(TREE_TIME);
      break;
    }
  }
  await scanBatch(looking, batch, seen);
}

async function scanBatch(
  looking: Looking,
  batch: readonly Found[],
  seen: { files: number; bytes: number },
): Promise<void> {
  const files = batch.flatMap((found) => ('file' in found ? [found.file] : []));
  const results = new Map<DiskFile, DiskContent | NoResult>();
  for await (const [file, result] of scanFiles(looking, files)) {
    results.set(file, result);
    seen.files++;
    seen.bytes += 'size' in result ? result.size : 0;
    looking.progress.count({ unit: 'files', done: seen.files, bytes: seen.bytes });
  }
  // In the order of the walk, whatever became of the engine meanwhile.
  for (const found of batch) {
    if ('skipped' in found) looking.coverage.skipped(found.skipped, found.path, 0);
    else takeResult(looking, found.file, results.get(found.file) ?? { skipped: 'missing' });
  }
}

function takeResult(looking: Looking, { path }: DiskFile, result: DiskContent | { skipped: LeftOut }): void {
  if ('outcome' in result) takeFile(looking, path, result.size, result.outcome);
  else takeFile(looking, path, 0, result);
}
