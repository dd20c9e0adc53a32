import { SKIP_REASONS } from '@/domain/scans/rules';
import type { TreeRead } from '@/git/tree';
import type { Omissions } from './coverage';
import type { Engine } from './engine';
import type { CountAnswer, ListAnswer, ListedFile } from './engineMessages';
import { EngineFault } from './engineWatch';
import { type IgnoreFile, NO_IGNORE_FILE } from './ignoreFile';
import { LIST_TIME, LONG_PATHS, noteTreeLimit } from './limitSentences';

/** What listing takes from the scan that it is part of. */
export type ListingScan = {
  readonly engine: Engine;
  readonly coverage: Omissions;
  readonly limits: { readonly maxFiles: number };
  /** When the scan's time is up, in milliseconds since the epoch. */
  readonly deadline: number;
};

/** What came of a listing. */
export type Listed = {
  /** Whether all files are known, and what the ignore file says: what is not seen is then gone. */
  isComplete: boolean;
  /** Whether it has more names than any project: Git would take long to compare such a tree with another. */
  isExplosive: boolean;
};

/** Limits on the listing that only trees in trees come to. */
const EXPLOSIVE: readonly TreeRead['limit'][] = ['folders', 'names', 'depth'];

/**
 * Has the engine count a commit's files, so that it can be said how far a scan is. Reads its ignore file on the way.
 * @param listed is incomplete where the engine fails at it
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
    for await (const answer of engine.order({ type: 'count', ...fields(scan, commit) }, deadline)) {
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
 * Has the engine list a commit's files, page by page as they are asked for: between two pages it may be given other
 * orders, and may die of one of them. What it skips and what cuts the list short is noted.
 * @param listed takes what came of it
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
  if (page.skips.some(({ reason }) => reason === 'file_limit')) coverage.cutShort(LONG_PATHS);
  if (page.skips.some(({ reason }) => SKIP_REASONS[reason])) listed.isComplete = false;
  for (const sentence of page.shortfalls) coverage.cutShort(sentence);
  noteTreeLimit(page.limit, limits.maxFiles, coverage);
  listed.isExplosive ||= EXPLOSIVE.includes(page.limit);
}

/** @returns undefined where the engine fails at it, which is noted */
async function askForPage(scan: ListingScan, commit: string, from: number): Promise<ListAnswer | undefined> {
  const { engine, deadline } = scan;
  let page: ListAnswer | undefined;
  try {
    for await (const answer of engine.order({ type: 'list', from, ...fields(scan, commit) }, deadline)) {
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
  coverage.cutShort(error.kind === 'deadline' ? LIST_TIME : error.message);
}
