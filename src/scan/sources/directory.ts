import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { GitError } from '@/git/command';
import { listIgnored } from '@/git/localRepository';
import type { Repository } from '@/git/repository';
import { type SkipReason, TREE_TIME, tooManyFiles } from '../coverage';
import {
  EXCEPTION_FILE,
  EXCEPTION_FILE_BYTES,
  type ExceptionFile,
  NO_EXCEPTION_FILE,
} from '../exceptions/exceptionFile';
import { IGNORE_FILE, IGNORE_FILE_BYTES, type IgnoreFile, NO_IGNORE_FILE } from '../ignoreFile';
import { EngineFault } from '../pool/engine';
import { matchIgnored } from '../pool/tasks';
import type { HistoryPlan, Listed, Opened, Page, ScanSource, SourceFile, SourceTools, Step } from '../source';
import { type DiskFile, readDiskFile, type Walk, walkFiles } from './diskFiles';

export type DirectoryFile = SourceFile & DiskFile;

export type Directory = {
  /** The root of the files. Paths are relative to it. */
  readonly root: string;
  /** The part that is scanned: see isWithin. */
  readonly within: string;
  /** The paths that Git ignores; a directory's ends with `/`. */
  readonly gitIgnored: ReadonlySet<string>;
};

/** Files that are listed together. */
const PAGE_FILES = 500;

/**
 * How long a loop may block the event loop, in milliseconds. Signals and progress are handled between turns.
 */
const TURN_MS = 50;

/** The files on disk, in the order of their names. */
export function directory(place: Directory, history: HistoryPlan | null): ScanSource<DirectoryFile> {
  return {
    open: async () => ({
      ignoreFile: readIgnoreFile(place.root),
      exceptionFile: readExceptionFile(place.root),
      total: null,
      isExplosive: false,
      limits: [],
    }),
    pages: (tools, opened) => listPages(tools, place, opened),
    toTask: (files, exclusions) => ({
      type: 'disk',
      files: files.map(({ path, rawPath }) => ({ path, rawPath })),
      ...exclusions,
    }),
    history,
  };
}

function readIgnoreFile(root: string): IgnoreFile {
  const read = readDiskFile(Buffer.from(path.join(root, IGNORE_FILE)), IGNORE_FILE_BYTES);
  if (read.kind === 'head') return undefined;
  return read.kind === 'whole' ? read.content : NO_IGNORE_FILE;
}

function readExceptionFile(root: string): ExceptionFile {
  const read = readDiskFile(Buffer.from(path.join(root, EXCEPTION_FILE)), EXCEPTION_FILE_BYTES);
  if (read.kind === 'whole') return read.content;
  if (read.kind === 'head') return 'too large';
  return read.reason === 'missing' ? NO_EXCEPTION_FILE : 'unreadable';
}

async function* listPages(
  tools: SourceTools,
  place: Directory,
  { ignoreFile }: Opened,
): AsyncGenerator<Page<DirectoryFile>, Listed, undefined> {
  const { limits, signal, deadline } = tools;
  const partial: Listed = { isComplete: false };
  const turn = makeYields(signal);
  let steps: Step<DirectoryFile>[] = [];
  let room = limits.maxFiles;
  let isLate = false;
  for (const step of listSteps(place)) {
    await turn();
    steps.push(step);
    isLate = Date.now() > deadline;
    if (steps.length < PAGE_FILES && !isLate) continue;
    const page = await pageOf(tools, steps, ignoreFile, room);
    yield page;
    if (page.isCut) return partial;
    room -= page.files;
    steps = [];
    if (isLate) break;
  }
  const last = await pageOf(tools, steps, ignoreFile, room);
  yield isLate ? { ...last, limits: [...last.limits, TREE_TIME] } : last;
  return { isComplete: !isLate && !last.isCut };
}

function* listSteps({
  root,
  within,
  gitIgnored,
}: Directory): Generator<Step<DirectoryFile>, void, undefined> {
  const start = { path: within, rawPath: Buffer.from(path.join(root, within)) };
  if (within !== '' && !within.endsWith('/')) {
    yield { file: asFile(start) };
    return;
  }
  const skips: Step<DirectoryFile>[] = [];
  const walk: Walk = {
    skipped: (skipped, path) => skips.push({ skipped, path }),
    skipReasonOf: (path): SkipReason | undefined => (gitIgnored.has(path) ? 'git_ignored' : undefined),
  };
  for (const file of walkFiles(start, walk)) {
    yield* skips.splice(0);
    yield { file: asFile(file) };
  }
  yield* skips;
}

function asFile(file: DiskFile): DirectoryFile {
  return { ...file, size: null, contentId: null, allowedBy: [] };
}

/** @param room how many files may still be scanned */
async function pageOf(
  tools: SourceTools,
  steps: readonly Step<DirectoryFile>[],
  ignoreFile: IgnoreFile,
  room: number,
): Promise<Page<DirectoryFile> & { readonly isCut: boolean; readonly files: number }> {
  const { steps: wanted, limits } = await withoutIgnored(tools, steps, ignoreFile);
  const within = upTo(room, wanted);
  const isCut = within.length < wanted.length;
  const files = within.filter((step) => 'file' in step).length;
  const cut = isCut ? [tooManyFiles(tools.limits.maxFiles)] : [];
  return { steps: within, skips: [], limits: [...limits, ...cut], isCut, files };
}

/** The longest beginning that has at most so many files. */
function upTo<File>(files: number, steps: readonly Step<File>[]): readonly Step<File>[] {
  let room = files;
  const end = steps.findIndex((step) => 'file' in step && room-- <= 0);
  return end < 0 ? steps : steps.slice(0, end);
}

/** Marks the files that the ignore file names as skipped. If the engine fails at that, none is. */
async function withoutIgnored(
  { engines }: SourceTools,
  steps: readonly Step<DirectoryFile>[],
  ignoreFile: IgnoreFile,
): Promise<{ steps: readonly Step<DirectoryFile>[]; limits: readonly string[] }> {
  const paths = steps.flatMap((step) => ('file' in step ? [step.file.path] : []));
  try {
    const { ignored, shortfalls } = await matchIgnored(engines, ignoreFile, paths);
    const marked = steps.map((step) =>
      'file' in step && ignored.has(step.file.path)
        ? { skipped: 'ignored' as const, path: step.file.path }
        : step,
    );
    return { steps: marked, limits: shortfalls };
  } catch (error) {
    if (!(error instanceof EngineFault)) throw error;
    return { steps, limits: [error.message] };
  }
}

/**
 * Lets a long loop yield to the event loop.
 * @returns a function to await in the loop; it rejects when the signal aborts
 */
function makeYields(signal: AbortSignal): () => Promise<void> | undefined {
  let last = Date.now();
  const turn = async () => {
    await nextTurn();
    last = Date.now();
    signal.throwIfAborted();
  };
  return () => (Date.now() - last > TURN_MS ? turn() : undefined);
}

/** Git needs milliseconds, or some seconds for a large tree. */
const LIST_MS = 60_000;
const SLOW_MS = 2_000;

/** Why Git is stopped: a `.gitignore` is a pipe or a device, and Git would block on it. */
const WAITS = new Error('Git waits for a pipe');

/**
 * Lists the paths of a work tree that Git ignores.
 * @param root of the work tree
 * @returns as listIgnored does; null where Git can't list them
 * @throws the signal's reason when it aborts
 */
export async function ignoredByGit(
  repository: Repository & { readonly signal: AbortSignal },
  root: string,
): Promise<ReadonlySet<string> | null> {
  const stopping = new AbortController();
  const signal = AbortSignal.any([repository.signal, stopping.signal]);
  const timeoutMs = Math.min(repository.timeoutMs, LIST_MS);
  // Searching the whole tree is worth it only if Git is slow.
  const timer = setTimeout(() => {
    void findWaiting(root, signal).then((found) => found && stopping.abort(WAITS));
  }, SLOW_MS);
  try {
    return await listIgnored({ ...repository, signal, timeoutMs }, root);
  } catch (error) {
    if (error !== WAITS && !(error instanceof GitError)) throw error;
    return null;
  } finally {
    clearTimeout(timer);
    stopping.abort();
  }
}

/** Whether the tree has a `.gitignore` that would block when opened. */
async function findWaiting(root: string, signal: AbortSignal): Promise<boolean> {
  const ahead = [root];
  for (let next = ahead.pop(); next !== undefined && !signal.aborted; next = ahead.pop()) {
    for (const entry of await readdir(next, { withFileTypes: true }).catch(() => [])) {
      if (entry.isDirectory()) ahead.push(path.join(next, entry.name));
      else if (entry.name === '.gitignore' && !entry.isFile() && !entry.isSymbolicLink()) return true;
    }
  }
  return false;
}
