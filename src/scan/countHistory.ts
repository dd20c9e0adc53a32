import { GitError } from '@/git/command';
import { countCommits } from '@/git/history';
import type { Repository } from '@/git/repository';
import type { Scan } from './runScan';
import type { HistoryPlan, SourceFile } from './source';

/** How many commits are to be scanned, and how many an earlier scan has read; or why Git can't count them. */
export type CountedHistory =
  | { readonly total: number; readonly known: number }
  | { readonly limit: 'time' | 'damage' };

/**
 * Counts the commits of a history.
 * @throws GitError if that can be tried again on a new clone; the signal's reason
 */
export async function countHistory(
  { deadline, signal, searchPath }: Pick<Scan<SourceFile>, 'deadline' | 'signal' | 'searchPath'>,
  { gitDir, tips, bases, isRepeatable }: HistoryPlan,
): Promise<CountedHistory> {
  const repository = (): Repository => ({
    ...{ gitDir, searchPath, signal },
    timeoutMs: Math.max(1, deadline - Date.now()),
  });
  try {
    const total = await countCommits(repository(), tips, bases);
    return { total, known: bases.length > 0 ? await countCommits(repository(), bases, []) : 0 };
  } catch (error) {
    const isLate = error instanceof GitError && error.exit.end === 'timed out';
    if (!(error instanceof GitError) || (isRepeatable && !isLate)) throw error;
    return { limit: isLate ? 'time' : 'damage' };
  }
}
