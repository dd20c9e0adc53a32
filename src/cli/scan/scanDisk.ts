import path from 'node:path';
import { GitError } from '@/git/command';
import { listIgnored } from '@/git/localRepository';
import { IGNORE_FILE, ignoring } from '@/jobs/scan/ignoreFile';
import { tooManyFiles } from '@/jobs/scan/limitSentences';
import { lookThroughBlob } from '@/jobs/scan/lookThroughBlob';
import { type DiskFile, type Walk, walkFiles } from './diskFiles';
import { readDiskFile } from './diskRead';
import { type Looking, makeTurns, readingOf, takeFile } from './looking';
import type { Target } from './target';

export type DiskTarget = Extract<Target, { kind: 'disk' }>;

/** An ignore file is a few lines; what is larger is none. */
const MAX_IGNORE_BYTES = 1024 * 1024;

/**
 * Looks through files as they lie on disk.
 * @param includeIgnored whether what Git ignores is looked through as well
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
    await lookThroughFiles(looking, ignoring(ignoreFile)(within) ? [] : [file]);
    if (ignoring(ignoreFile)(within)) looking.coverage.skipped('ignored', within, 0);
    return ignoreFile;
  }
  const gitIgnored = includeIgnored ? new Set<string>() : await ignoredByGit(looking, target);
  const files = walkFiles(
    { path: within, place: Buffer.from(path.join(root, within)) },
    makeWalk(looking, ignoring(ignoreFile), gitIgnored),
  );
  await lookThroughFiles(looking, files);
  return ignoreFile;
}

function readIgnoreFile(root: string): string {
  const read = readDiskFile(Buffer.from(path.join(root, IGNORE_FILE)), MAX_IGNORE_BYTES);
  return read.kind === 'whole' ? read.content.toString('utf8') : '';
}

async function ignoredByGit(looking: Looking, { gitDir, root }: DiskTarget): Promise<ReadonlySet<string>> {
  if (gitDir === null) return new Set();
  try {
    return await listIgnored(readingOf(looking, gitDir), root);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    looking.progress.say('Git could not tell which files it ignores, so all of them are looked through.');
    return new Set();
  }
}

function makeWalk(
  { coverage }: Looking,
  isIgnored: (path: string) => boolean,
  gitIgnored: ReadonlySet<string>,
): Walk {
  return {
    skipped: (reason, place) => coverage.skipped(reason, place, 0),
    leaveOut: (place) => {
      if (gitIgnored.has(place)) return 'git_ignored';
      return !place.endsWith('/') && isIgnored(place) ? 'ignored' : undefined;
    },
  };
}

const TIME =
  'The time for the scan ran out while the files were looked through. Raise HEIMDALL_SCAN_TIMEOUT_MINUTES.';

async function lookThroughFiles(looking: Looking, files: Iterable<DiskFile>): Promise<void> {
  const { scanner, limits, coverage, progress, deadline, signal } = looking;
  const turn = makeTurns(signal);
  let count = 0;
  let bytes = 0;
  for (const file of files) {
    if (Date.now() > deadline) return coverage.cutShort(TIME);
    if (count >= limits.maxFiles) return coverage.cutShort(tooManyFiles(limits.maxFiles));
    const read = readDiskFile(file.place, limits.maxFileBytes);
    if (read.kind === 'not read') takeFile(looking, file.path, 0, { skipped: read.reason });
    else takeFile(looking, file.path, read.size, lookThroughBlob(read, file.path, scanner));
    count++;
    bytes += read.kind === 'not read' ? 0 : read.size;
    progress.count({ unit: 'files', done: count, bytes });
    await turn();
  }
}
