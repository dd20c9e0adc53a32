import { SKIP_REASONS } from '@/domain/scans/rules';
import type { TreeRead } from '@/git/tree';
import type { CoverageGaps } from '../coverage';
import type { Engine } from '@/scan/pool/engine';
import type { CountAnswer, ListAnswer, ListedFile } from '@/scan/pool/messages';
import { EngineFault } from '@/scan/pool/watch';
import { type IgnoreFile, NO_IGNORE_FILE } from '../ignoreFile';
import { LIST_TIME, LONG_PATHS, noteTreeLimit } from '../limitMessages';

/** The parts of a scan that listing needs. */
export type ListingScan = {
  readonly engine: Engine;
  readonly coverage: CoverageGaps;
  readonly limits: { readonly maxFiles: number };
  /** When the scan's time is up, in milliseconds since the epoch. */
  readonly deadline: number;
};

/** The result of a listing. */
export type Listed = {
  /** Whether all files and the ignore file are known, so that files that were not listed are gone. */
  isComplete: boolean;
  /** Whether it has more names than any real project. Git would take long to compare such a tree with another. */
  isExplosive: boolean;
};

/** Limits on the listing that only trees nested on purpose reach. */
const EXPLOSIVE: readonly TreeRead['limit'][] = ['folders', 'names', 'depth'];

/**
 * Has the engine count a commit's files, for the progress of the scan. The engine reads the ignore file, too.
 * @param listed is set to incomplete if the engine fails
 */
export async function countFiles(
  scan: ListingScan,
  commit: string,
  listed: Listed,
): Promise<{ files: number; bytes: number; ignoreFile: IgnoreFile }> {
  const { engine, deadline } = scan;
  let last: CountAnswer | undefined;
  let ignoreFile: IgnoreFile = NO_IGNORE_FILE;
  try {
    for await (const answer of engine.run({ type: 'count', ...fields(scan, commit) }, deadline)) {
      if (answer.type !== 'count') continue;
      last = answer;
      if (answer.ignoreFile !== null) ignoreFile = answer.ignoreFile;
    }
  } catch (error) {
    noteFault(scan, error);
    listed.isComplete = false;
  }
  return { files: last?.files ?? 0, bytes: last?.bytes ?? 0, ignoreFile };
}

/**
 * Has the engine list a commit's files, page by page as they are requested. Between two pages the engine may run
 * other tasks, and may die of one. Skipped files and limits are recorded in the coverage.
 * @param listed receives the result
 * @returns the files that are to be scanned; a page may be empty
 */
export async function* listFiles(
  scan: ListingScan,
  commit: string,
  listed: Listed,
): AsyncGenerator<readonly ListedFile[], void, undefined> {
  for (let from: number | null = 0; from !== null; ) {
    const page = await askForPage(scan, commit, from);
    listed.isComplete &&= page?.limit === null;
    if (!page) return;
    notePage(scan, page, listed);
    yield page.files;
    from = page.next;
  }
}

function notePage({ coverage, limits }: ListingScan, page: ListAnswer, listed: Listed): void {
  coverage.skips(page.skips);
  if (page.skips.some(({ reason }) => reason === 'file_limit')) coverage.addLimit(LONG_PATHS);
  if (page.skips.some(({ reason }) => SKIP_REASONS[reason])) listed.isComplete = false;
  for (const message of page.shortfalls) coverage.addLimit(message);
  noteTreeLimit(page.limit, limits.maxFiles, coverage);
  listed.isExplosive ||= EXPLOSIVE.includes(page.limit);
}

/** @returns undefined if the engine fails, which is recorded */
async function askForPage(scan: ListingScan, commit: string, from: number): Promise<ListAnswer | undefined> {
  const { engine, deadline } = scan;
  let page: ListAnswer | undefined;
  try {
    for await (const answer of engine.run({ type: 'list', from, ...fields(scan, commit) }, deadline)) {
      if (answer.type === 'list') page = answer;
    }
  } catch (error) {
    noteFault(scan, error);
  }
  return page;
}

function fields({ limits, deadline }: ListingScan, commit: string) {
  return { commit, maxFiles: limits.maxFiles, timeoutMs: Math.max(1, deadline - Date.now()) };
}

function noteFault({ coverage }: ListingScan, error: unknown): void {
  if (!(error instanceof EngineFault)) throw error;
  coverage.addLimit(error.kind === 'deadline' ? LIST_TIME : error.message);
}
